%% needs a foreign library
%% crypto: ciphers with padding and authentication, with vectors of FIPS 197, SP 800-38A, RFC 3610 and RFC 7539; random numbers.
-module(crypto_cipher_tests).
-export([start/0]).
-compile(nowarn_deprecated_function).

start() ->
    io:format("~0p~n", [lists:sort(crypto:supports(ciphers))]),
    [io:format("~p ~0p~n", [C, lists:sort(maps:to_list(crypto:cipher_info(C)))]) || C <- lists:sort(crypto:supports(ciphers))],
    true = crypto:crypto_one_time(aes_128_ecb, unhex("000102030405060708090a0b0c0d0e0f"), unhex("00112233445566778899aabbccddeeff"), true)
        =:= unhex("69c4e0d86a7b0430d8cdb78070b4c55a"),
    all(),
    padding(),
    states(),
    aead(),
    random(),
    numbers(),
    errors().

key(N) -> list_to_binary(lists:seq(1, N)).

all() ->
    Text = <<"0123456789abcdefABCDEFGHIJKLMNOP">>,
    [begin
         #{key_length := K, iv_length := I} = crypto:cipher_info(C),
         Out = crypto:crypto_one_time(C, key(K), key(I), Text, true),
         Text = crypto:crypto_one_time(C, key(K), key(I), Out, false),
         io:format("~p ~s~n", [C, hex(Out)])
     end || C <- lists:sort(crypto:supports(ciphers)), not maps:get(prop_aead, crypto:cipher_info(C)),
            C =/= aes_cbc, C =/= aes_cfb8, C =/= aes_cfb128, C =/= aes_ctr, C =/= aes_ecb],
    io:format("~s~n", [hex(crypto:crypto_one_time(rc4, "Key", "Plaintext", true))]),
    io:format("~s~n", [hex(crypto:crypto_one_time(rc2_cbc, "abcde", key(8), Text, true))]),
    io:format("~s~n", [hex(crypto:crypto_one_time(aes_cbc, key(24), key(16), Text, true))]).

padding() ->
    [begin
         E = crypto:crypto_init(aes_128_cbc, key(16), key(16), [{encrypt, true}, {padding, P}]),
         A = [crypto:crypto_update(E, binary:copy(<<"x">>, N)), crypto:crypto_update(E, "y")],
         Final = value(fun() -> crypto:crypto_final(E) end),
         #{size := Size, padding_size := Pad, padding_type := Type, encrypt := Flag} = crypto:crypto_get_data(E),
         io:format("~p ~p ~0p ~0p ~0p~n", [P, N, A, Final, {Size, Pad, Type, Flag}]),
         D = crypto:crypto_init(aes_128_cbc, key(16), key(16), [{encrypt, false}, {padding, P}]),
         B = crypto:crypto_update(D, [A, if is_binary(Final) -> Final; true -> <<>> end]),
         io:format("~0p ~0p ~0p~n", [B, value(fun() -> crypto:crypto_final(D) end), maps:get(padding_size, crypto:crypto_get_data(D))])
     end || P <- [undefined, none, zero, pkcs_padding], N <- [0, 15, 20]],
    Random = crypto:crypto_one_time(aes_128_cbc, key(16), key(16), "abc", [{encrypt, true}, {padding, random}]),
    <<"abc", _:13/binary>> = crypto:crypto_one_time(aes_128_cbc, key(16), key(16), Random, [{encrypt, false}, {padding, random}]),
    [io:format("~0p~n", [value(fun() -> crypto:crypto_one_time(aes_128_cbc, key(16), key(16), "abcdefghijklmnopq", O) end)]) || O <- [
        true, false, undefined, [], [{encrypt, undefined}], [{padding, zero}]]].

states() ->
    S = crypto:crypto_init(aes_128_ctr, key(16), key(16), true),
    io:format("~0p~n", [[crypto:crypto_update(S, D) || D <- ["a", <<>>, "bcdef", [["g"], <<"hij">>]]]]),
    io:format("~0p~n", [{crypto:crypto_final(S), crypto:crypto_final(S), crypto:crypto_update(S, "k")}]).

aead() ->
    Plain = <<"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.">>,
    {Out, Tag} = crypto:crypto_one_time_aead(chacha20_poly1305, list_to_binary(lists:seq(16#80, 16#9f)),
        unhex("070000004041424344454647"), Plain, unhex("50515253c0c1c2c3c4c5c6c7"), true),
    io:format("~s ~s~n", [hex(Out), hex(Tag)]),
    [begin
         Result = {X, T} = crypto:crypto_one_time_aead(C, key(K), key(12), In, Aad, Size, true),
         In = crypto:crypto_one_time_aead(C, key(K), key(12), X, Aad, T, false),
         Wrong = [crypto:crypto_one_time_aead(C, key(K), key(12), X, [Aad, 1], T, false),
                  crypto:crypto_one_time_aead(C, key(K), key(12), X, Aad, binary:copy(<<0>>, Size), false)],
         io:format("~p ~0p ~0p~n", [C, Result, Wrong])
     end || {C, K, Size} <- [{aes_128_gcm, 16, 16}, {aes_256_gcm, 32, 13}, {aes_gcm, 24, 4}, {aes_128_ccm, 16, 12}, {aes_192_ccm, 24, 8},
                             {aes_ccm, 32, 16}, {chacha20_poly1305, 32, 16}],
            {In, Aad} <- [{<<>>, <<>>}, {<<>>, <<"head">>}, {<<"some text, more than a block">>, <<>>}, {<<"text">>, <<"head">>}]].

random() ->
    io:format("~p~n", [[byte_size(crypto:strong_rand_bytes(N)) || N <- [0, 1, 16, 1000]]]),
    io:format("~p~n", [crypto:strong_rand_bytes(16) =:= crypto:strong_rand_bytes(16)]),
    io:format("~p~n", [lists:usort([crypto:rand_uniform(5, 8) || _ <- lists:seq(1, 60)])]),
    io:format("~p~n", [lists:usort([crypto:rand_uniform(-2, 1) || _ <- lists:seq(1, 60)])]),
    io:format("~p~n", [crypto:rand_seed(<<"more">>)]),
    R = crypto:rand_seed_s(),
    {X, _} = rand:uniform_s(10, R),
    {Y, _} = rand:uniform_s(R),
    io:format("~p~n", [{X >= 1 andalso X =< 10, Y >= 0.0 andalso Y < 1.0}]).

numbers() ->
    io:format("~0p~n", [[crypto:mod_pow(A, B, C) || {A, B, C} <- [{3, 5, 7}, {0, 5, 7}, {3, 0, 8}, {3, 5, 1}, {2, 1 bsl 70, (1 bsl 89) - 1},
                                                                  {<<3>>, <<5>>, <<1, 0, 1>>}, {<<>>, <<5>>, <<1, 0, 1>>}]]]),
    io:format("~0p~n", [[crypto:exor("abc", <<"ABC">>), crypto:exor("", ""),
                         erlang:md5(crypto:exor(binary:copy(<<"x">>, 21000), binary:copy(<<"yz">>, 10500)))]]).

errors() ->
    K = key(16),
    One = fun(Args) -> fun() -> apply(crypto, crypto_one_time, Args) end end,
    Aead = fun(Args) -> fun() -> apply(crypto, crypto_one_time_aead, Args) end end,
    [io:format("~0p~n", [value(F)]) || F <- [
        One([nope, K, K, "a", true]), One([1, K, K, "a", true]), One([aes_128_cbc, "a", K, "a", true]), One([aes_cbc, "a", K, "a", true]),
        One([aes_128_cbc, K, "a", "a", true]), One([aes_128_cbc, K, K, [a], true]), One([aes_128_cbc, K, K, "a", nope]),
        One([aes_128_cbc, K, K, "a", [nope]]), One([aes_128_cbc, K, K, "a", [{nope, 1}]]), One([aes_128_cbc, K, K, "a", [{padding, nope}]]),
        One([aes_128_cbc, K, K, "a", [{encrypt, nope}]]), One([aes_128_cbc, K, K, "a", [{encrypt, true}, {encrypt, true}]]),
        One([aes_128_cbc, K, K, "a", [{encrypt, true} | nope]]), One([aes_128_gcm, K, K, "a", true]), One([des_ede3_cbc, K, key(8), "a", true]),
        One([aes_128_cbc, K, K, K, [{encrypt, false}, {padding, pkcs_padding}]]), One([aes_128_cbc, [x], K, "a", true]),
        fun() -> crypto:crypto_init(nope, K, true) end, fun() -> crypto:crypto_init(aes_128_cbc, K, true) end,
        fun() -> crypto:crypto_update(make_ref(), "a") end, fun() -> crypto:crypto_final(nope) end, fun() -> crypto:crypto_get_data(nope) end,
        fun() -> crypto:crypto_update(crypto:crypto_init(aes_128_cbc, K, K, true), [a]) end,
        fun() -> crypto:crypto_dyn_iv_init(aes_128_cbc, K, true) end,
        fun() -> crypto:crypto_dyn_iv_update(crypto:crypto_init(aes_128_cbc, K, K, true), "a", K) end,
        Aead([nope, K, K, "a", "b", true]), Aead([aes_128_cbc, K, K, "a", "b", 16, true]), Aead([aes_128_gcm, "a", K, "a", "b", true]),
        Aead([aes_128_gcm, K, "", "a", "b", true]), Aead([aes_128_gcm, K, K, "a", "b", 17, true]), Aead([aes_128_gcm, K, K, "a", "b", "tag", false]),
        Aead([aes_128_gcm, K, K, "a", "b", 16, false]), Aead([aes_128_gcm, K, K, "a", "b", 16, nope]), Aead([aes_128_gcm, K, K, [a], "b", 16, true]),
        Aead([aes_128_gcm, K, K, "a", [b], 16, true]), Aead([aes_128_ccm, K, K, "a", "b", true]), Aead([aes_128_ccm, K, key(12), "a", "b", 5, true]),
        Aead([aes_128_gcm, K, K, "a", "b", nope, true]),
        fun() -> crypto:strong_rand_bytes(-1) end, fun() -> crypto:strong_rand_bytes(nope) end, fun() -> crypto:rand_uniform(5, 5) end,
        fun() -> crypto:exor("abc", "ab") end, fun() -> crypto:exor("abc", a) end, fun() -> crypto:mod_pow(3, 5, 0) end,
        fun() -> crypto:mod_pow(a, 5, 7) end, fun() -> crypto:cipher_info(nope) end,
        fun() -> crypto:enable_fips_mode(nope) end, fun() -> crypto:engine_list() end, fun() -> crypto:engine_by_id("x") end]].

value(F) ->
    try F()
    catch
        error:{Class, {File, Line}, Text}:Stack when is_integer(Line) -> {Class, File, Text, element(4, hd(Stack))};
        Class:Reason:Stack -> {Class, Reason, element(1, hd(Stack)), element(2, hd(Stack))}
    end.

hex(B) -> [io_lib:format("~2.16.0b", [X]) || <<X>> <= B].
unhex(S) -> << <<(list_to_integer([A, B], 16))>> || [A, B] <- pairs(S)>>.
pairs([A, B | T]) -> [[A, B] | pairs(T)];
pairs([]) -> [].
