%% io_lib, io_lib_format, io_lib_pretty, erl_scan and erl_parse: random terms are printed in many ways and read back.
-module(print_parse_tests).
-export([start/0]).

start() ->
    Ts = [element(1, term(N rem 5 + 1, N * 7919 + 13)) || N <- lists:seq(1, 120)],
    [io:format("~s: ~p~n", [F, [T || T <- Ts, read(io_lib:format(F, [T])) =/= T]]) || F <- ["~w", "~p", "~tw", "~tp", "~0p", "~20p", "~1000p", "~tw"]],
    io:format("~p~n", [[T || T <- Ts, read(io_lib:print(T, 3, 40, -1)) =/= T]]),
    io:format("~p~n", [[T || T <- Ts, read(erl_pp:expr(erl_parse:abstract(T))) =/= T]]),
    io:format("~p~n", [erlang:phash2([lists:flatten(io_lib:format("~p", [T])) || T <- Ts])]),
    io:format("~p~n", [erlang:phash2([lists:flatten(io_lib:format("~P", [T, 7])) || T <- Ts])]),
    [io:format("~p~n", [T]) || T <- lists:sublist(Ts, 25)],
    ok.

read(S) ->
    {ok, Tokens, _} = erl_scan:string(lists:flatten([S, "."])),
    {ok, T} = erl_parse:parse_term(Tokens),
    T.

next(S) -> (S * 6364136223846793005 + 1442695040888963407) band 16#ffffffffffffffff.

term(D, S) ->
    S1 = next(S),
    N = S1 bsr 40,
    case N rem (if D =:= 0 -> 8; true -> 13 end) of
        0 -> {N, S1};
        1 -> {-N * N * N * N, S1};
        2 -> {N / 1024, S1};
        3 -> {list_to_atom([$a + N rem 26, $A + N rem 20, $_]), S1};
        4 -> {list_to_atom("odd " ++ integer_to_list(N rem 100)), S1};
        5 -> {lists:sublist("some text to \"print\"\nhere", 1 + N rem 24), S1};
        6 -> {<<N:32>>, S1};
        7 -> {binary:copy(<<"word ">>, N rem 7), S1};
        8 -> {L, S2} = terms(N rem 6, D, S1), {list_to_tuple(L), S2};
        9 -> {L, S2} = terms(N rem 5, D, S1), {maps:from_list(lists:zip(lists:seq(1, length(L)), L)), S2};
        10 -> {L, S2} = terms(1 + N rem 3, D, S1), {L ++ improper, S2};
        _ -> terms(N rem 8, D, S1)
    end.

terms(0, _, S) -> {[], S};
terms(N, D, S) -> {H, S1} = term(D - 1, S), {T, S2} = terms(N - 1, D, S1), {[H | T], S2}.
