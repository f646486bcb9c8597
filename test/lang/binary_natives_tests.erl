%% untranslated
%% Natives of binary, of maps, and of binaries in erlang: results and errors.
-module(binary_natives_tests).
-export([start/0]).
-compile(nowarn_deprecated_function).

p({'EXIT', {X, _}}) -> {'EXIT', X};
p(X) -> X.

-define(T(X), io:format("~s ~w~n", [??X, p(catch X)])).

id(X) -> X.

start() ->
 ?T(size(<<1:12>>)), ?T(byte_size(<<1:12>>)), ?T(split_binary(<<1,2,3:4>>,2)), ?T(split_binary(<<1,2,3:4>>,3)),
 ?T(list_to_binary(<<1>>)), ?T(list_to_binary([<<1:3>>])), ?T(iolist_to_binary(<<1:3>>)), ?T(list_to_bitstring([1|<<1:3>>])), ?T(list_to_bitstring(id(<<1:3>>))),
 ?T(iolist_size(<<1:3>>)), ?T(iolist_size([1,2|3])), ?T(binary_to_list(<<>>,1,1)), ?T(binary_to_list(<<1,2,3>>,2,1)), ?T(binary_part(<<1,2,3>>,3,-2)),?T(binary_part(<<1,2,3>>,3,-4)),?T(binary_part(<<1,2,3>>,{1,1})),?T(binary_part(<<1,2,3:3>>,{1,1})),
 ?T(binary:part(<<1,2,3>>,{1 bsl 70,1})),?T(binary:at(<<1>>,1)),?T(binary:at(<<1:3>>,0)),?T(binary:first(<<>>)),?T(binary:copy(<<1,2>>,0)),?T(binary:copy(<<1,2>>,-1)),?T(binary:copy(<<1:3>>)),
 ?T(binary:match(<<"abcabc">>,<<"c">>)), ?T(binary:match(<<"abcabc">>,[<<"c">>,<<"bc">>,<<"bca">>])), ?T(binary:match(<<"abc">>,[])), ?T(binary:match(<<"abc">>,<<>>)),?T(binary:match(<<"abc">>,[<<>>])),
 ?T(binary:match(<<"abcabc">>,<<"a">>,[{scope,{1,5}}])), ?T(binary:match(<<"abcabc">>,<<"a">>,[{scope,{6,-5}}])), ?T(binary:match(<<"abcabc">>,<<"a">>,[{scope,{1,6}}])), ?T(binary:match(<<"abcabc">>,<<"abc">>,[{scope,{3,2}}])),?T(binary:match(<<"abcabc">>,<<"a">>,[foo])),?T(binary:match(<<"abcabc">>,<<"a">>,foo)),
 ?T(binary:matches(<<"aaaa">>,<<"aa">>)), ?T(binary:matches(<<"aXbXc">>,[<<"X">>,<<"Xb">>,<<"b">>])), ?T(binary:matches(<<>>,<<"a">>)),
 ?T(binary:match(<<>>,<<"a">>,[{scope,{0,0}}])),
 ?T(binary:split(<<"a,b,c">>,<<",">>)), ?T(binary:split(<<",a,,b,,">>,<<",">>,[global])), ?T(binary:split(<<",a,,b,,">>,<<",">>,[global,trim])), ?T(binary:split(<<",a,,b,,">>,<<",">>,[global,trim_all])),?T(binary:split(<<",,">>,<<",">>,[global,trim])),?T(binary:split(<<",,">>,<<",">>,[trim])),?T(binary:split(<<"a,">>,<<",">>,[trim])),?T(binary:split(<<",a">>,<<",">>,[trim])),?T(binary:split(<<",a">>,<<",">>,[trim_all])),?T(binary:split(<<>>,<<",">>)),?T(binary:split(<<>>,<<",">>,[trim])),?T(binary:split(<<",">>,<<",">>,[trim,global])),
 ?T(binary:split(<<"a,b,c">>,<<",">>,[{scope,{2,3}}])),?T(binary:split(<<"a,b,c">>,<<",">>,[{scope,{2,3}},global])), ?T(binary:split(<<"a,b">>,<<",">>,[foo])), ?T(binary:split(<<"ab">>,[<<",">>,<<"x">>])),
 ?T(binary:longest_common_prefix([<<"abc">>,<<"abd">>])), ?T(binary:longest_common_prefix([])), ?T(binary:longest_common_suffix([<<"xbc">>,<<"bc">>])), ?T(binary:longest_common_prefix([<<"abc">>])),?T(binary:longest_common_prefix([a])),
 ?T(binary:encode_unsigned(0)), ?T(binary:encode_unsigned(1 bsl 70)), ?T(binary:encode_unsigned(258,little)), ?T(binary:encode_unsigned(-1)), ?T(binary:encode_unsigned(1,foo)),?T(binary:decode_unsigned(<<>>)), ?T(binary:decode_unsigned(<<1,2>>,little)),?T(binary:decode_unsigned(<<1,2,3:3>>)),?T(binary:decode_unsigned(<<1:80>>)),
 ?T(erlang:crc32(<<"hello">>)), ?T(erlang:crc32(5,["he",<<"llo">>])), ?T(erlang:adler32("hello")), ?T(erlang:adler32(7,"hello")), ?T(erlang:crc32_combine(erlang:crc32("he"),erlang:crc32("llo"),3)), ?T(erlang:crc32("hello")),?T(erlang:adler32_combine(erlang:adler32("he"),erlang:adler32("llo"),3)),?T(erlang:crc32(-1,"a")),?T(erlang:crc32(1 bsl 32,"a")),?T(erlang:crc32(a)),?T(erlang:adler32(<<1:3>>)),
 ?T(erlang:md5("hello")),?T(erlang:md5(a)), ?T(byte_size(erlang:md5_init())), ?T(erlang:md5_final(erlang:md5_update(erlang:md5_update(erlang:md5_init(),"he"),<<"llo">>))),?T(erlang:md5_final(<<1>>)),
 ?T(binary:compile_pattern([])),?T(binary:compile_pattern(foo)),
 ?T(binary:matches(<<"abcbd">>,binary:compile_pattern([<<"b">>,<<"bc">>]))),?T(binary:match(foo,<<"a">>)),?T(binary:match(<<"a">>,foo)),?T(binary:match(<<1:3>>,<<1>>)),
 ?T(maps:get(a,b)), ?T(maps:get(a,#{})), ?T(maps:merge(a,b)), ?T(maps:merge(#{},b)), ?T(maps:from_list([a])), ?T(maps:from_list(a)),?T(maps:from_list([{a,1}|b])),?T(maps:from_keys([a|b],1)),?T(maps:keys(a)),?T(maps:take(a,#{a=>1,b=>2})),?T(maps:take(a,#{})),?T(maps:update(a,1,#{})),?T(map_size(a)),?T(is_map_key(a,b)),?T(map_get(a,b)),?T(maps:remove(a,b)),?T(erts_internal:map_next(0,#{a=>1,b=>2},iterator)),?T(erts_internal:map_next(0,#{a=>1,b=>2},[])),?T(erts_internal:map_next(a,#{},[])),?T(erts_internal:map_next(0,a,[])),?T(erts_internal:map_next(0,#{},iterator)),?T(erts_internal:map_next(0,#{},foo)).
