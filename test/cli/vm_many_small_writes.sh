# Output is complete and in order, whoever writes it.
# vm: nojit linux32
# expect: 20000
# expect: 1
# expect: 20000
printf '%s\n' '-module(m).' '-export([start/0]).' 'start() -> f(1).' \
    'f(20001) -> ok;' 'f(N) -> io:format("~p~n", [N]), f(N + 1).' >m.erl
erlc m.erl
"$VM" m.beam >out 2>/dev/null
wc -l <out | tr -d ' '
sort -nc out && head -n 1 out && tail -n 1 out
