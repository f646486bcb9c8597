%% base64, and the pure functions of calendar.
-module(base64_calendar_tests).
-export([start/0]).

start() ->
    Strs = ["", "f", "fo", "foo", "foob", "fooba", "foobar", lists:seq(0, 255)],
    p(encode, [base64:encode(S) || S <- Strs]),
    p(encode_string, [base64:encode_to_string(S) || S <- lists:sublist(Strs, 7)]),
    p(round_trip, [base64:decode(base64:encode(S)) =:= list_to_binary(S) || S <- Strs]),
    p(decode, [base64:decode(B) || B <- [<<"Zm9v">>, "Zm9vYg==", <<" Zm 9v\nYmE= ">>, <<"">>]]),
    p(decode_to_string, [base64:decode_to_string("SGVsbG8="), base64:mime_decode(<<"Zm9v!YmFy">>), base64:mime_decode_to_string("SGV-sbG8=")]),
    p(bad, [e(fun() -> base64:decode(B) end) || B <- [<<"Zg">>, <<"Z">>, <<"Zm9v!">>, <<"=">>, <<"Zg==Zg==">>, "Zg=", a]]),
    p(bad, [e(fun() -> base64:encode(B) end) || B <- [a, [256], [a]]]),
    p(big, [byte_size(base64:encode(binary:copy(<<"x">>, 10000))), erlang:crc32(base64:encode(binary:copy(<<"abcd">>, 1000)))]),
    Dates = [{1970, 1, 1}, {2000, 2, 29}, {1999, 12, 31}, {2024, 2, 28}, {2024, 12, 30}, {0, 1, 1}, {2021, 1, 3}, {2020, 12, 31}, {1600, 3, 1}, {9999, 12, 31}],
    p(days, [calendar:date_to_gregorian_days(D) || D <- Dates]),
    p(back, [calendar:gregorian_days_to_date(calendar:date_to_gregorian_days(D)) =:= D || D <- Dates]),
    p(weekday, [calendar:day_of_the_week(D) || D <- Dates]),
    p(iso_week, [e(fun() -> calendar:iso_week_number(D) end) || D <- Dates]),
    p(leap, [calendar:is_leap_year(Y) || Y <- [1900, 2000, 2023, 2024, 0, 4, 100]]),
    p(last_day, [calendar:last_day_of_the_month(Y, M) || {Y, M} <- [{2023, 2}, {2024, 2}, {2023, 4}, {2023, 12}]]),
    p(valid, [calendar:valid_date(D) || D <- [{2023, 2, 29}, {2024, 2, 29}, {2023, 13, 1}, {2023, 4, 31}, {-1, 1, 1}, {2023, 1, 0}]]),
    p(seconds, [calendar:datetime_to_gregorian_seconds({D, {23, 59, 59}}) || D <- Dates]),
    p(from_seconds, [calendar:gregorian_seconds_to_datetime(S) || S <- [0, 86399, 86400, 62167219200, 63745056000]]),
    p(time, [calendar:seconds_to_time(S) || S <- [0, 59, 3600, 86399]] ++ [calendar:seconds_to_daystime(S) || S <- [0, 86400, 100000, -1, -86401]] ++ [calendar:time_to_seconds({1, 2, 3})]),
    p(difference, [calendar:time_difference({{2020, 2, 28}, {0, 0, 0}}, {{2020, 3, 1}, {12, 30, 5}})]),
    p(system_time, [calendar:system_time_to_universal_time(S, U) || {S, U} <- [{0, second}, {1700000000, second}, {-1, second}, {1700000000123, millisecond}]]),
    p(rfc3339, [calendar:system_time_to_rfc3339(S, O) || {S, O} <- [{0, [{offset, "Z"}]}, {1700000000, [{offset, "+02:00"}]}, {1700000000123, [{unit, millisecond}, {offset, "Z"}]}, {1, [{offset, "Z"}, {time_designator, $\s}]}]]),
    p(rfc3339, [calendar:rfc3339_to_system_time(S) || S <- ["1970-01-01T00:00:00Z", "2023-11-14T22:13:20+00:00", "2023-11-14 22:13:20-08:00"]]),
    p(rfc3339, [calendar:rfc3339_to_system_time("2018-02-01T16:17:58.250Z", [{unit, millisecond}]), e(fun() -> calendar:rfc3339_to_system_time("garbage") end)]),
    p(bad, [e(fun() -> calendar:date_to_gregorian_days({2023, 2, 30}) end), e(fun() -> calendar:gregorian_days_to_date(-1) end), e(fun() -> calendar:last_day_of_the_month(2023, 13) end),
        e(fun() -> calendar:seconds_to_time(86400) end), e(fun() -> calendar:day_of_the_week(a, 1, 1) end)]),
    month(2024, 2), month(2023, 10),
    ok.

p(Name, Values) -> io:format("~p: ~p~n", [Name, Values]).
e(F) -> try F() catch C:R -> {C, R} end.

%% Prints a month as cal does.
month(Y, M) ->
    First = calendar:day_of_the_week(Y, M, 1),
    io:format("~4..0b-~2..0b~nMo Tu We Th Fr Sa Su~n~s", [Y, M, lists:duplicate((First - 1) * 3, $\s)]),
    [io:format("~2b~s", [D, case (First + D - 1) rem 7 of 0 -> "\n"; _ -> " " end]) || D <- lists:seq(1, calendar:last_day_of_the_month(Y, M))],
    io:nl().
