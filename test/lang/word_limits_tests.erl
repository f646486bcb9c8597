%% Arithmetic on integers around the limits of tagged and of machine words: 28, 31 and 32 bits, 60 and 64.
-module(word_limits_tests).
-export([start/0]).

start() ->
    Numbers = numbers(),
    io:format("~w~n", [length(Numbers)]),
    lists:foreach(fun({Name, F}) -> unary(Name, F, Numbers) end, unary_operators()),
    lists:foreach(fun({Name, F}) -> binary(Name, F, Numbers) end, binary_operators()),
    shifts(Numbers),
    io:format("~w~n", [[chain(N) || N <- [29, 30, 31, 59, 60, 63]]]),
    texts(),
    io:format("~w~n", [[which(N) || N <- Numbers]]),
    io:format("~w~n", [[in_guard(N) || N <- Numbers]]),
    sequences(),
    floats().

%% As a program reads them, so that the compiler knows nothing of them.
numbers() ->
    [list_to_integer(integer_to_list(Sign * ((1 bsl Bits) + D)))
     || Bits <- [27, 28, 29, 30, 31, 32, 33, 59, 60, 63, 64], D <- [-1, 0, 1], Sign <- [1, -1]].

unary_operators() ->
    [{minus, fun(A) -> -A end},
     {plus, fun(A) -> +A end},
     {'bnot', fun(A) -> bnot A end},
     {abs, fun(A) -> abs(A) end},
     {float, fun(A) -> float(A) end},
     {trunc, fun(A) -> trunc(A + 0.0) end},
     {next, fun(A) -> A + 1 end},
     {last, fun(A) -> A - 1 end},
     {twice, fun(A) -> A * 2 end},
     {half, fun(A) -> A / 2 end},
     {text, fun(A) -> {integer_to_list(A, 36), integer_to_binary(A)} end},
     {back, fun(A) -> A =:= list_to_integer(integer_to_list(A, 7), 7) end},
     {hash, fun(A) -> {erlang:phash2(A), erlang:phash2(A, 1 bsl 32), erlang:phash2(A, 1000), erlang:phash(A, 1 bsl 32)} end},
     {format, fun(A) -> lists:flatten(io_lib:format("~w ~.16B ~.16# ~p", [A, A, A, {A}])) end}].

binary_operators() ->
    [{'+', fun(A, B) -> A + B end},
     {'-', fun(A, B) -> A - B end},
     {'*', fun(A, B) -> A * B end},
     {'/', fun(A, B) -> A / B end},
     {'div', fun(A, B) -> A div B end},
     {'rem', fun(A, B) -> A rem B end},
     {'band', fun(A, B) -> A band B end},
     {'bor', fun(A, B) -> A bor B end},
     {'bxor', fun(A, B) -> A bxor B end},
     {compare, fun(A, B) -> {A < B, A =< B, A > B, A >= B, A == B, A =:= B, A /= B, A =/= B} end},
     {floats, fun(A, B) -> {A < float(B), A == float(B), A > float(B)} end},
     {extremes, fun(A, B) -> [min(A, B) | max(A, B)] end}].

unary(Name, F, Numbers) ->
    io:format("~w~n", [{Name, [F(A) || A <- Numbers]}]).

binary(Name, F, Numbers) ->
    io:format("~w~n", [{Name, [erlang:phash2([F(A, B) || B <- Numbers]) || A <- Numbers]}]).

shifts(Numbers) ->
    Counts = [0, 1, 2, 3, 28, 29, 30, 31, 32, 33, 58, 59, 60, 62, 63, 64, 65],
    Small = [0, 1, -1, 2, -2, 3, -3 | Numbers],
    io:format("~w~n", [[{C, [1 bsl C, -1 bsl C, 1 bsl -C, -1 bsr C]} || C <- Counts]]),
    io:format("~w~n", [[erlang:phash2([{A bsl C, A bsr C, A bsl -C, A bsr -C} || A <- Small]) || C <- Counts]]),
    Huge = hd(Numbers) * 1000000,
    io:format("~w~n", [[catch 0 bsl Huge, catch 5 bsr Huge, catch -5 bsr Huge, catch 5 bsl -Huge, catch 0 bsr -Huge,
                        element(1, element(2, catch 5 bsl Huge)), element(1, element(2, catch 5 bsr -Huge))]]).

%% Up by doubling and down by halving, over the limit and back.
chain(Bits) ->
    Up = lists:foldl(fun(_, A) -> A + A + 1 end, 1, lists:seq(1, Bits)),
    Down = lists:foldl(fun(_, A) -> A div 2 end, Up, lists:seq(1, Bits)),
    Sum = lists:foldl(fun(A, Acc) -> A + Acc end, -Up, [Up, 1, Up, -Up, -1]),
    {Up, Down, Sum, -Up - 1, lists:sum([Up, Up]) - Up =:= Up}.

texts() ->
    Texts = ["99999999", "999999999", "-99999999", "1073741823", "1073741824", "-1073741824", "-1073741825",
             "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967295", "4294967296", "+536870912",
             "0000000000000000001073741824", "-000000000000000000000000000001"],
    io:format("~w~n", [[{list_to_integer(T), binary_to_integer(list_to_binary(T)), string:to_integer(T ++ "x")} || T <- Texts]]),
    io:format("~w~n", [[list_to_integer(T, 16) || T <- ["3fffffff", "40000000", "-40000000", "-40000001", "7fffffff",
                                                        "80000000", "-80000000", "-80000001", "ffffffff", "100000000"]]]),
    io:format("~w~n", [[io_lib:fread("~d ~16u", T) || T <- ["1073741824 40000000", "-1073741825 ffffffff"]]]).

which(134217727) -> a;
which(134217728) -> b;
which(-134217729) -> c;
which(536870911) -> d;
which(536870912) -> e;
which(1073741823) -> f;
which(1073741824) -> g;
which(-1073741823) -> h;
which(-1073741824) -> i;
which(-1073741825) -> j;
which(2147483647) -> k;
which(2147483648) -> l;
which(-2147483648) -> m;
which(-2147483649) -> n;
which(4294967295) -> o;
which(4294967296) -> p;
which(4294967297) -> q;
which(18446744073709551616) -> r;
which(_) -> none.

in_guard(N) when N >= -536870912, N < 536870912 -> 30;
in_guard(N) when N >= -1073741824, N =< 1073741823 -> 31;
in_guard(N) when N >= -2147483648, N =< 2147483647 -> 32;
in_guard(N) when abs(N) bsr 32 =:= 0, N + 1 > 2147483648 -> 33;
in_guard(N) when is_integer(N), N rem 1073741824 =:= 0 -> even;
in_guard(_) -> more.

sequences() ->
    io:format("~w~n", [[lists:seq(L - 2, L + 2) || L <- [1 bsl 29, 1 bsl 30, 1 bsl 31, 1 bsl 32]]]),
    io:format("~w~n", [[lists:seq(-L + 2, -L - 2, -1) || L <- [1 bsl 29, 1 bsl 30, 1 bsl 31, 1 bsl 32]]]),
    io:format("~w~n", [lists:usort([1 bsl 30, 1073741823, 1073741824.0, 1073741823.0, -1073741824, -1073741825, 1 bsl 30, 0, a])]).

floats() ->
    Floats = [536870911.5, 536870912.0, 1073741823.0, 1073741823.5, 1073741823.75, 1073741824.0, 1073741824.5, 2147483647.0,
              2147483647.5, 2147483648.0, 4294967295.5, 4294967296.0, 9007199254740991.0, 9007199254740993.0, 1.0e19],
    io:format("~w~n", [[{trunc(F), round(F), ceil(F), floor(F), trunc(-F), round(-F), ceil(-F), floor(-F)} || F <- Floats]]),
    io:format("~w~n", [[[F == trunc(F), F < trunc(F) + 1, -F > -trunc(F) - 1] || F <- Floats]]).
