# An uncaught error: class, reason, stack trace with file and line, on standard
# error.
# vm: untranslated nojit linux32
# expect: before
# expect-error: exception error: no match of right hand side value []
# expect-error:   in function  m:g/1 (m.erl, line 4)
# expect-error:   in call from m:start/0 (m.erl, line 3)
# expect-status: 1
printf '%s\n' '-module(m).' '-export([start/0]).' \
    'start() -> io:format("before~n"), {g(1)}.' \
    'g(X) -> ok = init:get_plain_arguments(), X.' >m.erl
erlc m.erl
"$VM" m.beam
