# A bit string for which there is no memory is an error of the program only.
# vm: nojit
# expect: {error,system_limit}
# expect: {error,system_limit}
# expect: 3
printf '%s\n' '-module(m).' '-export([start/0, f/2]).' \
    'f(B, N) -> try bit_size(<<B/bits, 1:N>>) catch C:R -> {C, R} end.' \
    'start() -> [io:format("~w~n", [f(B, N)]) || {B, N} <- [{<<>>, 1 bsl 36}, {<<1:7>>, 1 bsl 37}, {<<3:2>>, 1}]].' >m.erl
erlc m.erl
ulimit -v 3000000
"$VM" -noshell -s m -s init stop
