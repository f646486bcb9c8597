# A module whose start/0 returns ok.
# vm: untranslated nojit linux32
# expect: hello
# expect-error: Return value: ok
printf '%s\n' '-module(m).' '-export([start/0]).' \
    'start() -> erlang:display_string("hello\n"), ok.' >m.erl
erlc m.erl
"$VM" m.beam
