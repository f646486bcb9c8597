# erl's own options.
# vm: untranslated nojit linux32
# expect: [a,b]
# expect: ["a","b"]
# expect: 3
printf '%s\n' '-module(show).' '-export([show/1]).' \
    'show(X) -> io:format("~p~n", [X]).' >show.erl
erlc show.erl
"$VM" -pa . -noshell -s show show a b -run show show a b -eval 'show:show(1 + 2), halt().'
