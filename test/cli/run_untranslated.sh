# expect: hello
# vm: untranslated
printf '%s\n' '-module(hello).' '-export([start/0]).' 'start() -> erlang:display_string("hello\n"), ok.' >hello.erl
"$ROOT/scripts/run" --untranslated hello.erl 2>/dev/null
