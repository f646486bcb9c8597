# Recursion over a list of ten million elements takes heap, not the native
# stack, of which there are 256 KB here.
# vm: nojit jit
# expect: 50000005000000
printf '%s\n' '-module(m).' '-export([start/0]).' \
    'start() -> io:format("~w~n", [sum(lists:seq(1, 10000000))]).' \
    'sum([]) -> 0;' 'sum([H | T]) -> H + sum(T).' >m.erl
erlc m.erl
ulimit -s 256
"$VM" m.beam
