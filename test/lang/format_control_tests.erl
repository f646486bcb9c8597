%% io_lib:format: every control sequence with widths, precisions, padding characters, star arguments, modifiers; bad formats.
-module(format_control_tests).
-export([start/0]).

start() ->
    Any = [a, 'A b', "str", <<"bin">>, 1.5, [], {}, {1, [2 | 3]}, #{a => 1}, <<1:3>>, -7, '', "\x{1}", <<200>>, [$a | b]],
    [f(F, [A]) || F <- ["~w", "~p", "~tw", "~tp", "~lp", "~0p", "~0w"], A <- Any],
    [f("~s", [A]) || A <- ["abc", <<"def">>, ["a", [<<"b">>, $c]], atom, 'Odd atom', [], <<>>, "", [$a | <<"b">>]]],
    [f(F, ["abcd"]) || F <- ["~10s", "~-10s", "~.2s", "~10.2s", "~-10.2s", "~2s", "~.10s", "~10.3.*s", "~10..xs", "~-10.._s", "~4s", "~0s", "~.0s"]],
    [f(F, [atom]) || F <- ["~10s", "~-10s", "~.2s"]],
    [f(F, [$x]) || F <- ["~c", "~5c", "~-5c", "~.3c", "~5.3c", "~0c", "~-5.3c", "~5.3.*c"]],
    [f(F, [I]) || F <- ["~b", "~5b", "~-5b", "~.16b", "~.2b", "~10.16b", "~10.16.0b", "~B", "~.16B", "~.36B", "~5.8B", "~2b", "~10..*b", "~.16#", "~#", "~.2+", "~+"],
        I <- [0, 255, -255, 123456789, 1 bsl 70]],
    [f(F, [I, P]) || F <- ["~x", "~.16x", "~10.16x", "~.16X", "~X", "~15.16.0X"], I <- [255, -10], P <- ["0x", <<"p">>, atom, ""]],
    f("~i~w ~i~p", [skipped, 1, skipped, 2]), f("~~|~n|~3n|~2~|", []),
    f("~*c", [3, $y]), f("~*w", [5, ab]), f("~*w", [-5, ab]), f("~.*s", [2, "xyz"]), f("~*.*.*s", [8, 3, $-, "quick"]), f("~*p", [3, [a, b, c]]), f("~.*f", [2, 1.0]),
    [f(F, [X]) || F <- ["~f", "~.1f", "~.3f", "~10.3f", "~-10.3f", "~10.3.0f", "~.15f", "~.30f", "~3f", "~10f"], X <- [1.5, 2.25, -3.14159, 0.1, 12345678901234567890.0, 0.0, 1.0e-10, 99.9999]],
    [f(F, [X]) || F <- ["~e", "~.3e", "~15.4e", "~-15.4e", "~.2e", "~.20e", "~5e"], X <- [1.5, -2.25, 31415.9, 0.0, 0.1, 1.0e100, 9.9999e-5]],
    [f(F, [X]) || F <- ["~g", "~.3g", "~10.4g", "~-10.4g"], X <- [1.5, 31415.9, 0.1, 0.09, 9999.9, 10000.0, 1.0e100, -0.5, 123456789.0]],
    [f(F, [X]) || F <- ["~10w", "~-10w", "~.3w", "~10.5w", "~3w", "~5.5w", "~10p", "~-10p", "~3p", "~10..*w"], X <- [abc, ab, 123456, {a, b}]],
    [f("~W", [T, D]) || T <- [[1, 2, 3, 4, 5], {a, b, {c, {d}}}, "hello", #{a => {b, {c, d}}}, <<"binary">>, {a, [b, {c, [d, "eeee"]}]}], D <- [-1, 0, 1, 2, 3, 4, 6, 10]],
    [f("~P", [T, D]) || T <- [lists:seq(1, 20), "hello world", {a, [b, {c, [d, "eeee", <<"ffff">>]}], #{k => [v]}}, <<"a longer binary">>], D <- [-1, 0, 1, 2, 3, 5, 8, 15]],
    f("~20p", [{aaaaaaaaaa, bbbbbbbbbb, [cccccccccc, dddddddddd]}]), f("~30p", [{abc, "def"}]), f("~-30p", [{abc, "def"}]), f("~.30p", [{abc, "def"}]), f("~30.5p", [[a, b]]),
    [f(F, [1.5]) || F <- ["~", "~q", "~.w", "~s", "~d", "~c", "~10", "~*w", "~b", "~i", "~.1b", "~.37b", "~p~p", "~-", "~.", "~1.2.", "~tb", "~5.1b", "~lw", "~ltp", "~tlw"]],
    [f(F, [1, 2]) || F <- ["~w", "no", "", "~w~w~w", "~c~c", "~w ~w"]],
    [f(F, [a]) || F <- ["~c", "~b", "~x", "~+", "~f", "~e", "~g", "~#", "~.5X"]],
    [f("~s", [A]) || A <- [{t}, [a], "\x{3b1}", 1, 1.5, #{}, [256], [-1], <<1:1>>]], [f(F, [1]) || F <- ["~e", "~f", "~g"]], [f(F, [1.5]) || F <- ["~.0e", "~.1e", "~.0f", "~.0g", "~.1g"]],
    f("~w", not_a_list), f("~w", [a | b]), [f(F, [arg]) || F <- [atom, 1, <<"bin ~w">>, ["li", "st ~w"], [$~, $w], [$~, 0], "~\x{3b1}"]],
    f("~s", [["deep", [$l, ["ist"]], <<" and binary">>]]), f("~ts", [<<"bin">>]), f("~ts", [[<<"å"/utf8>>]]), f("~tc", [229]), f("~c", [200]), f("~tc", [16#110000]),
    [io:format("~p~n", [try io:format(F, A), ok catch C:R -> {C, R} end]) || {F, A} <- [{"~d~n", [1]}, {"~w~n", []}, {"~w", a}, {a, []}, {<<"bin ">>, []}, {"x ", []}]],
    io:format("~p~n", [try io:format(list_to_atom("no_such_device"), "x", []) catch C2:R2 -> {C2, R2} end]),
    io:format("plain text with \"quotes\" and \\ and ~~n~n"),
    io:format("a list: ~s~n", [[["nested "], "chars", [$!]]]),
    io:fwrite("fwrite ~w~n", [x]),
    io:format(standard_io, "device ~w~n", [y]),
    io:format("~p~n", [io_lib:format("~w-~w", [1, 2])]),
    ok.

f(Format, Args) ->
    R = try lists:flatten(io_lib:format(Format, Args)) catch C:E -> {C, E} end,
    io:format("~0p ~0p => ~p~n", [Format, Args, R]).
