# Standard input: lines, characters, terms, end of file; other processes run
# while one waits for input.
# vm: nojit linux32
# expect: tick
# expect: "first\n"
# expect: "se"
# expect: "cond\n"
# expect: {ok,{term,1}}
# expect: "last"
# expect: eof
# expect: eof
printf '%s\n' '-module(m).' '-export([start/0]).' 'start() ->' \
    'spawn(fun() -> receive after 50 -> io:format("tick~n") end end),' \
    'P = fun(X) -> io:format("~p~n", [X]) end,' \
    'P(io:get_line("")), P(io:get_chars("", 2)), P(io:get_line("")), P(io:read("")),' \
    'P(io:get_line("")), P(io:get_line("")), P(io:get_line("")), ok.' >m.erl
erlc m.erl
(sleep 1; printf 'first\nsecond\n{term,\n1}.\nlast') | "$VM" m.beam
