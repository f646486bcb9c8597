%% string, unicode_util, base64, calendar and proplists over ranges of inputs, condensed to hashes and to lists of failures.
-module(text_tests).
-export([start/0]).

start() ->
    Chars = lists:seq(0, 16#2ff) ++ lists:seq(16#370, 16#4ff) ++ lists:seq(16#1e00, 16#1fff) ++ [16#df, 16#130, 16#fb01, 16#1f600, 16#10ffff],
    [io:format("~p: ~p~n", [F, erlang:phash2([string:F([C]) || C <- Chars])]) || F <- [uppercase, lowercase, titlecase, casefold]],
    [io:format("~p: ~p~n", [F, erlang:phash2([unicode:F([C]) || C <- Chars])]) || F <- [characters_to_nfc_list, characters_to_nfd_list, characters_to_nfkc_list, characters_to_nfkd_list, characters_to_nfc_binary]],
    io:format("~p~n", [[C || C <- Chars, unicode:characters_to_list(unicode:characters_to_binary([C])) =/= [C]]]),
    Words = [lists:sublist("the quick brown fox jumps over the lazy dog", A, B) || A <- lists:seq(1, 40, 3), B <- [0, 1, 5, 12]],
    io:format("~p~n", [[W || W <- Words, string:reverse(string:reverse(W)) =/= W]]),
    io:format("~p~n", [[W || W <- Words, lists:flatten(lists:join(" ", string:split(W, " ", all))) =/= W]]),
    io:format("~p~n", [[W || W <- Words, unicode:characters_to_list(string:lexemes(W, " ")) =/= lists:append(string:tokens(W, " "))]]),
    io:format("~p~n", [[W || W <- Words, string:length(W) =/= string:length(list_to_binary(W))]]),
    io:format("~p~n", [[W || W <- Words, base64:decode_to_string(base64:encode_to_string(W)) =/= W]]),
    io:format("~p~n", [[W || W <- Words, string:uppercase(W) =/= string:to_upper(W)]]),
    io:format("~p~n", [[D || D <- lists:seq(0, 800000, 3137), calendar:date_to_gregorian_days(calendar:gregorian_days_to_date(D)) =/= D]]),
    io:format("~p~n", [erlang:phash2([{calendar:gregorian_days_to_date(D), calendar:day_of_the_week(calendar:gregorian_days_to_date(D)), calendar:iso_week_number(calendar:gregorian_days_to_date(D))} || D <- lists:seq(400, 800000, 3137)])]),
    io:format("~p~n", [[S || S <- lists:seq(62167219200, 70000000000, 99999989), calendar:rfc3339_to_system_time(calendar:system_time_to_rfc3339(S - 62167219200, [{offset, "Z"}])) + 62167219200 =/= S]]),
    io:format("~p~n", [proplists:split([{K rem 5, K} || K <- lists:seq(1, 20)], [1, 3])]),
    ok.
