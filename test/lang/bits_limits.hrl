%% Bit strings that can not be made: what is badarg and what system_limit, where there are reasons for both.
-export([start/0]).

id(X) -> X.
cases() ->
    B = id(1 bsl 70),
    S = id(-1), A = id(a), Bin = id(<<"ab">>),
    [fun() -> <<1:B, 1:S>> end, fun() -> <<1:S, 1:B>> end, fun() -> <<1:B, A:8>> end, fun() -> <<A:8, 1:B>> end,
     fun() -> <<A:B>> end, fun() -> <<1:B, A/binary>> end, fun() -> <<A/binary, 1:B>> end,
     fun() -> <<1:B, A/utf8>> end, fun() -> <<A/utf8, 1:B>> end, fun() -> <<A/float, 1:B>> end,
     fun() -> <<Bin:B/binary>> end, fun() -> <<A:B/binary>> end, fun() -> <<1.0:B/float>> end,
     fun() -> <<A:B/float>> end, fun() -> <<1.0:(id(15))/float, 1:B>> end, fun() -> <<1:B, 1.0:(id(15))/float>> end,
     fun() -> <<1:(id(1 bsl 62)), 1:S>> end, fun() -> <<1:(id(1 bsl 62)), 1:(id(1 bsl 62))>> end,
     fun() -> <<1:(id(1 bsl 59)), A:8>> end, fun() -> <<A:8, 1:(id(1 bsl 59))>> end,
     fun() -> <<1:(id(1 bsl 59))/unit:32, A:8>> end, fun() -> <<A:8, 1:(id(1 bsl 59))/unit:32>> end,
     fun() -> <<1:A, 1:B>> end, fun() -> <<1:B, 1:A>> end, fun() -> <<1:(id(-(1 bsl 70))), 1:B>> end,
     fun() -> <<1:(id(-(1 bsl 70)))>> end, fun() -> <<Bin/binary, 1:B>> end, fun() -> <<Bin/binary, A:8, 1:B>> end,
     fun() -> <<Bin/binary, 1:B, A:8>> end, fun() -> <<Bin:(id(5))/binary, 1:B>> end,
     fun() -> <<1:B, Bin:(id(5))/binary>> end, fun() -> <<1:(id(1.0)), 1:B>> end,
     fun() -> <<A/binary, 1:S, 1:B>> end, fun() -> <<(id(16#110000))/utf32, 1:B>> end,
     fun() -> <<1:B, (id(16#110000))/utf32>> end, fun() -> <<(id(16#110000))/utf16, 1:B>> end,
     fun() -> <<1:B, (id(16#110000))/utf16>> end, fun() -> <<(id(<<1:3>>))/binary, 1:B>> end,
     fun() -> <<1:B, (id(<<1:3>>))/binary>> end, fun() -> <<1:B, A:S>> end, fun() -> <<A:S, 1:B>> end,
     fun() -> <<1:B, 1:B>> end, fun() -> <<A:8, 1:B, 1:S>> end, fun() -> <<1:S, A:8, 1:B>> end,
     fun() -> <<(id(1 bsl 5000))/float, 1:B>> end, fun() -> <<1:B, (id(1 bsl 5000))/float>> end].

start() -> start(1, cases()).
start(N, [F | T]) ->
    io:format("~w ~w~n", [N, try F() catch C:R -> {C, R} end]),
    start(N + 1, T);
start(_, []) -> ok.
