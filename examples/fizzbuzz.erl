%% Numbers, but fizz for those that 3 divides and buzz for those that 5 divides: scripts/run examples/fizzbuzz.erl
-module(fizzbuzz).

-export([start/0]).

start() -> lists:foreach(fun(N) -> io:format("~s~n", [say(N)]) end, lists:seq(1, 30)).

say(N) ->
    case {N rem 3, N rem 5} of
        {0, 0} -> "fizzbuzz";
        {0, _} -> "fizz";
        {_, 0} -> "buzz";
        _ -> integer_to_list(N)
    end.
