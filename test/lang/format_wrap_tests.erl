%% Line wrapping of ~p: long lists, nested tuples, strings, binaries, maps and records-like tuples, at several columns and widths.
-module(format_wrap_tests).
-export([start/0]).

start() ->
    Terms = [lists:seq(1, 60), [list_to_atom("atom" ++ integer_to_list(N)) || N <- lists:seq(1, 20)],
        lists:duplicate(10, {key, "value"}), {deep, nest(12)}, lists:duplicate(3, lists:duplicate(30, x)),
        lists:flatten(lists:duplicate(12, "long string ")), binary:copy(<<"long binary ">>, 12), binary:copy(<<1, 2, 3>>, 30),
        list_to_tuple(lists:seq(1, 60)), [{a, 1.5}, {b, [1, 2, 3]}, {c, "str"}, {d, <<"bin">>}, {e, {f, g, h}}],
        {record_like, [{name, "somebody"}, {address, {street, "A long street name", 17}}, {phones, ["012345678", "987654321"]}], undefined, []},
        #{name => "a map", list => lists:seq(1, 20), nested => #{k1 => v1, k2 => {v, 2}}, tuple => {a, b}},
        [[], [[]], [[[]]], {}, {{}}, #{}, #{#{} => {}}],
        [improper, list | tail], lists:seq(1, 30) ++ tail_here, ['Quoted Atom', 'another one', "mixed" | <<"tail">>],
        [1.5, -2.25e100, 1 bsl 200, -(1 bsl 100)], {'EXIT', {badarith, [{m, f, 2, [{file, "some/file.erl"}, {line, 42}]}, {mm, ff, 0, []}]}},
        [{[{[{[a_rather_long_atom_name]}, another_rather_long_atom]}, yet_another_long_atom_name]}, final_long_atom_to_wrap],
        "tab\tnewline\nquote\"backslash\\escape\e\d", ["two", "strings"], [$a, 0], [$a, 256], [200, 201], "\x{a0}"],
    [io:format("~p~n", [T]) || T <- Terms],
    [io:format("prefix text: ~p~n", [T]) || T <- Terms],
    [io:format("~40p~n", [T]) || T <- Terms],
    [io:format("~10.5p|~n", [T]) || T <- [{a, b}, [1, 2, 3], "abc"]],
    [io:format("~*p~n", [W, {aaaa, bbbb, [cccc, dddd, "eeee"]}]) || W <- [1, 5, 10, 15, 20, 25, 30, 40]],
    io:format("~p~p~p~n", [lists:seq(1, 15), {a, lists:seq(1, 30)}, b]),
    io:format("multi~nline ~p~n", [lists:seq(1, 40)]),
    io:format("~s~n", [io_lib:print({a, lists:seq(1, 30)}, 5, 30, -1)]),
    io:format("~s~n", [io_lib:print({a, lists:seq(1, 30)}, 5, 30, 6)]),
    io:format("~s~n", [io_lib:write({a, [b, "c"], <<"d">>}, 4)]),
    io:format("~p~n", [[io_lib:write_atom(A) || A <- [a, 'B', '', 'a b', end_, 'end']]]),
    io:format("~p~n", [[io_lib:write_string("a\"b"), io_lib:write_char($a), io_lib:write_char($\n), io_lib:quote_atom(x, [])]]),
    io:format("~ts~n", [io_lib:format("~p", [lists:seq(1, 40)], [{chars_limit, 40}])]),
    io:format("~ts~n", [io_lib:format("~p ~w", [{a, "long string here", [1, 2, 3]}, lists:seq(1, 100)], [{chars_limit, 30}])]),
    io:format("~p~n", [io_lib:scan_format("a ~10.5p ~~ ~-3ts ~n", [x, y])]),
    io:format("~p~n", [io_lib:nl()]),
    ok.

nest(0) -> bottom;
nest(N) -> {level, N, nest(N - 1)}.
