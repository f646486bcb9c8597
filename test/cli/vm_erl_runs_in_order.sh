# -s, -run and -eval in the order of the command line, as erl runs them.
# vm: untranslated nojit linux32
# expect: [x,y]
# expect: ["x","y"]
# expect: []
# expect: 42
# expect: {ok,[["v","w"],[]]}
# expect: ["plain"]
printf '%s\n' '-module(m).' '-export([f/1, start/0]).' \
    'f(X) -> io:format("~p~n", [X]).' 'start() -> f([]).' >m.erl
erlc m.erl
"$VM" -noshell -s m f x y -run m f x y -s m -eval 'X = 42, m:f(X).' -my v w -my \
    -eval 'm:f(init:get_argument(my)), m:f(init:get_plain_arguments())' \
    -s init stop -extra plain
