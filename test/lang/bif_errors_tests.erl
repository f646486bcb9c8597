%% Natives called by name with wrong and with odd arguments: the value or the class and reason, for a table of calls.
-module(bif_errors_tests).
-export([start/0]).

start() ->
    Odd = [0, -1, 1.5, a, [], [1], [a | b], "str", {}, {a, b}, #{}, #{a => 1}, <<>>, <<"bin">>, <<1:3>>, 1 bsl 70],
    One = [abs, atom_to_binary, atom_to_list, binary_to_atom, binary_to_float, binary_to_integer, binary_to_list, binary_to_term, bit_size, bitstring_to_list, byte_size, ceil, float, float_to_list, floor,
        hd, integer_to_binary, integer_to_list, iolist_size, iolist_to_binary, is_atom, is_list, length, list_to_binary, list_to_bitstring, list_to_float, list_to_integer, list_to_tuple,
        map_size, 'not', round, size, tl, trunc, tuple_size, tuple_to_list, '+', '-', 'bnot', crc32, is_process_alive, exit, throw, error],
    [io:format("~p: ~0p~n", [F, [call(erlang, F, [X]) || X <- Odd]]) || F <- One],
    Two = [{element, [0, 1, 3, a, 1 bsl 70], [{a, b}, [], {}]}, {'++', [[], [1], a, [1 | 2]], [[], [2], b]}, {'--', [[], [1, 2], a, [1 | 2]], [[], [2], b]}, {binary_to_list_is_no_bif, [1], [2]},
        {split_binary, [<<>>, <<"abc">>, a], [0, 2, 4, -1, a]}, {is_map_key, [a, 1], [#{a => 1}, #{}, a]}, {map_get, [a, 1], [#{a => 1}, #{}, a]}, {integer_to_list, [10, a], [2, 36, 1, 37, b]},
        {list_to_integer, ["10", "z", "", a], [2, 36, 1, b]}, {is_function, [fun call/3, a], [3, 0, -1, b, 1 bsl 70]}, {append_element, [{}, {a}, b], [x]}, {make_tuple, [0, 2, -1, a], [x]}, {max, [1, a], [1.0, b]}, {min, [1, a], [1.0, b]},
        {phash2, [a, 1], [1, 100, 0, b, 1 bsl 32, (1 bsl 32) + 1]}, {delete_element, [1, 0, a], [{a, b}, {}, c]}, {send, [a, 1, <<>>], [msg]}, {register, [a, 1, undefined], [b]}, {is_record, [{a, 1}, b], [a, 1]}, {apply, [fun erlang:self/0, a], [[1], b]},
        {monitor, [process, port, foo], [a_name_nobody_has_x, 1]}, {float_to_list, [1.5], [[], [{decimals, -1}], [{decimals, 400}], [compact], a, [{decimals, 2}, compact], [{scientific, 2}]]}, {atom_to_binary, [a, 1], [utf8, latin1, bad]},
        {binary_to_atom, [<<"a">>, "a"], [utf8, latin1, bad]}, {list_to_existing_atom, ["a"], [b]}, {nif_error, [x], [[a]]}, {error, [r], [[1], none, bad]}, {exit, [a, 1], [b]}, {halt, [a], [b]}, {process_flag, [foo, trap_exit], [bar, 1]}],
    [io:format("~p: ~0p~n", [F, [call(erlang, F, [X, Y]) || X <- Xs, Y <- Ys]]) || {F, Xs, Ys} <- Two, F =/= monitor],
    Three = [{setelement, [0, 1, 3, a], [{a, b}, []], [x]}, {insert_element, [0, 1, 3, 4, a], [{a, b}, b], [x]}, {binary_part, [<<"abc">>, a], [0, 1, 4, -1, b], [0, 1, -1, 3, b]}, {apply, [lists, 1], [sum, 2], [[[1]], a, [b | c]]},
        {spawn, [lists, 1], [2], [[]]}, {function_exported, [lists, 1], [sum, 2], [1, a, -1]}, {make_fun, [lists, 1], [sum, 2], [1, a, -1, 256]}, {raise, [error, foo], [r], [[], bad]}, {convert_time_unit, [1, a], [second, foo], [millisecond, 0]}],
    [io:format("~p: ~0p~n", [F, [call(erlang, F, [X, Y, Z]) || X <- Xs, Y <- Ys, Z <- Zs]]) || {F, Xs, Ys, Zs} <- Three],
    [io:format("~p:~p ~p: ~0p~n", [M, F, A, call(M, F, A)]) || {M, F, A} <- [{lists, reverse, [a, b]}, {lists, reverse, [[1 | a], b]}, {lists, member, [a, b]}, {lists, keyfind, [a, 0, []]}, {lists, keyfind, [a, 1, b]}, {lists, keysearch, [a, a, []]}, {maps, get, [a, b]},
        {maps, from_list, [[{a}]]}, {maps, merge, [a, #{}]}, {maps, take, [a, b]}, {binary, at, [<<>>, 0]}, {binary, copy, [a, 1]}, {binary, matches, [<<"a">>, <<>>]}, {unicode, characters_to_list, [a, utf8]}, {unicode, characters_to_binary, [[a], bad, utf8]}, {math, sqrt, [a]}, {math, pow, [0, -1]},
        {string, list_to_integer, ["x"]}, {ets, new, [1, []]}, {ets, info, [no_table]}, {ets, insert, [no_table, {a}]}, {erlang, nothing, []}, {erlang, self, [1]}, {nomodule, f, []}, {lists, nofun, [1]}, {os, getenv, [a]}, {io_lib, format, [a, b]}, {rand, uniform, [0]}, {code, ensure_loaded, [1]}]],
    ok.

call(_, F, _) when F =:= binary_to_list_is_no_bif; F =:= halt -> skipped;
call(M, F, A) ->
    try apply(M, F, A) of
        V when is_function(V) -> a_fun;
        V when is_pid(V); is_reference(V); is_port(V) -> handle;
        V -> {ok, V}
    catch
        error:{badarity, _} -> badarity;
        error:R -> R;
        C:R -> {C, R}
    end.
