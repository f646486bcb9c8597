%% The binary module: split, match, matches, replace, part, at, copy, longest_common_*, encode/decode_unsigned, and its errors.
-module(binary_module_tests).
-export([start/0, id/1]).

start() ->
    B = id(<<"the quick brown fox jumps over the lazy dog">>),
    p(split, [binary:split(B, <<" ">>), binary:split(B, <<" ">>, [global]), binary:split(B, <<"zzz">>), binary:split(<<>>, <<"a">>),
        binary:split(<<"a,b;c">>, [<<",">>, <<";">>], [global]), binary:split(<<",a,,b,">>, <<",">>, [global]),
        binary:split(<<",a,,b,">>, <<",">>, [global, trim]), binary:split(<<",a,,b,">>, <<",">>, [global, trim_all]),
        binary:split(<<"abcabc">>, <<"c">>, [{scope, {0, 4}}, global]), binary:split(<<"aaa">>, <<"aa">>, [global])]),
    p(match, [binary:match(B, <<"fox">>), binary:match(B, <<"cat">>), binary:match(B, [<<"dog">>, <<"lazy">>]), binary:match(<<>>, <<"a">>),
        binary:match(B, <<"the">>, [{scope, {1, 42}}]), binary:match(<<"abab">>, <<"ab">>, [{scope, {4, -4}}])]),
    p(matches, [binary:matches(B, <<"the">>), binary:matches(B, <<"o">>), binary:matches(B, [<<"o">>, <<"ov">>]), binary:matches(<<"aaaa">>, <<"aa">>),
        binary:matches(B, <<"q">>, [{scope, {10, 5}}]), binary:matches(<<0, 1, 0, 1, 0>>, <<0, 1, 0>>)]),
    Cp = binary:compile_pattern([<<"o">>, <<"e">>]),
    p(compiled, [binary:matches(B, Cp), binary:split(B, Cp)]),
    p(replace, [binary:replace(B, <<"the">>, <<"a">>), binary:replace(B, <<"the">>, <<"a">>, [global]), binary:replace(B, <<"x">>, <<>>, [global]),
        binary:replace(<<"abc">>, <<"b">>, <<"[]">>, [{insert_replaced, 1}]), binary:replace(<<"abcb">>, <<"b">>, <<"-">>, [global, {insert_replaced, [0, 1]}])]),
    p(part, [binary:part(B, 4, 5), binary:part(B, {4, 5}), binary:part(B, 9, -5), binary:part(B, byte_size(B), -3), binary:part(<<>>, 0, 0),
        binary_part(B, 0, 3)]),
    p(at, [binary:at(B, 0), binary:at(B, 42), binary:first(B), binary:last(B)]),
    p(copy, [binary:copy(<<"ab">>), binary:copy(<<"ab">>, 3), binary:copy(<<"ab">>, 0), byte_size(binary:copy(<<"abc">>, 1000))]),
    p(common, [binary:longest_common_prefix([<<"erlang">>, <<"ergonomic">>]), binary:longest_common_suffix([<<"erlang">>, <<"fang">>]),
        binary:longest_common_prefix([<<"a">>]), binary:longest_common_suffix([<<"x">>, <<>>])]),
    p(unsigned, [binary:encode_unsigned(N) || N <- [0, 1, 255, 256, 16#123456, 1 bsl 64]]),
    p(unsigned, [binary:encode_unsigned(16#123456, little), binary:decode_unsigned(<<1, 2, 3>>), binary:decode_unsigned(<<1, 2, 3>>, little),
        binary:decode_unsigned(<<>>), binary:decode_unsigned(<<255:200>>)]),
    p(lists, [binary:bin_to_list(<<"abc">>), binary:bin_to_list(<<"abcdef">>, 1, 3), binary:bin_to_list(<<"abcdef">>, {6, -2}), binary:list_to_bin([1, [2], <<3>>])]),
    p(size, [binary:referenced_byte_size(binary:copy(<<"ab">>)) =:= 2]),
    p(hex, [binary:encode_hex(<<1, 171, 255>>), binary:decode_hex(<<"01aBfF">>), binary:encode_hex(<<>>)]),
    p(split_binary, [split_binary(B, 3), split_binary(B, 0), split_binary(B, byte_size(B))]),
    p(nested, [binary:part(binary:part(binary:part(B, 4, 30), 6, 20), 6, 3)]),
    p(sub, [begin {_, Right} = split_binary(B, 10), {L, _} = split_binary(Right, 5), {L, L =:= <<"brown">>, byte_size(L)} end]),
    p(long, [begin X = binary:copy(<<"ab">>, 5000), {length(binary:matches(X, <<"ba">>)), length(binary:split(X, <<"b">>, [global]))} end]),
    lists:foreach(fun(F) -> io:format("~p~n", [try F() catch C:R -> {C, R} end]) end,
        [fun() -> binary:split(id(a), <<"b">>) end, fun() -> binary:split(<<"a">>, id(<<>>)) end, fun() -> binary:split(<<"a">>, <<"a">>, id([bad])) end,
         fun() -> binary:match(<<"a">>, id([])) end, fun() -> binary:match(<<"a">>, id("a")) end, fun() -> binary:part(<<"abc">>, id(2), 2) end,
         fun() -> binary:part(<<"abc">>, id(-1), 1) end, fun() -> binary:part(id("abc"), 0, 1) end, fun() -> binary:at(<<"a">>, id(1)) end,
         fun() -> binary:at(<<"a">>, id(-1)) end, fun() -> binary:first(id(<<>>)) end, fun() -> binary:last(id(<<>>)) end,
         fun() -> binary:copy(<<"a">>, id(-1)) end, fun() -> binary:copy(id(a)) end, fun() -> binary:encode_unsigned(id(-1)) end,
         fun() -> binary:decode_unsigned(id(a)) end, fun() -> binary:replace(<<"a">>, <<"a">>, id(b)) end, fun() -> binary_part(<<"abc">>, id(1), 3) end,
         fun() -> split_binary(<<"abc">>, id(4)) end, fun() -> split_binary(<<"abc">>, id(-1)) end, fun() -> split_binary(id([]), 0) end,
         fun() -> binary:longest_common_prefix(id([])) end, fun() -> binary:decode_hex(id(<<"0">>)) end, fun() -> binary:decode_hex(id(<<"zz">>)) end,
         fun() -> binary:matches(<<"abc">>, <<"b">>, [{scope, {id(2), 5}}]) end]),
    ok.

id(X) -> X.

p(Name, Values) -> io:format("~p: ~p~n", [Name, Values]).
