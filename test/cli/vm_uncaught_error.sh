# Class, reason and stack trace with file and line.
# vm: untranslated nojit linux32
# expect-error: exception error: no match of right hand side value []
# expect-error:   in function  bad:f/1 (bad.erl, line 4)
# expect-error: ...
# expect-status: 1
printf '%s\n' '-module(bad).' '-export([start/0]).' 'start() -> f(3).' 'f(X) -> [X] = [], ok.' >bad.erl
erlc bad.erl >/dev/null
"$VM" bad.beam
