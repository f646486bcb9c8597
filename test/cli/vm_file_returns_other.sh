# Whatever is not ok or 0 ends with status 1; the first module with a start/0
# is the one that is run, and arguments are the program's.
# vm: nojit linux32
# expect: ["a","-b"]
# expect-error: Return value: {error,["a","-b"]}
# expect-status: 1
printf '%s\n' '-module(none).' '-export([f/0]).' 'f() -> x.' >none.erl
printf '%s\n' '-module(m).' '-export([start/0]).' \
    'start() -> A = init:get_plain_arguments(), io:format("~p~n", [A]), {error, A}.' >m.erl
printf '%s\n' '-module(n).' '-export([start/0]).' 'start() -> ok.' >n.erl
erlc none.erl m.erl n.erl
"$VM" none.beam m.beam n.beam a -- -b
