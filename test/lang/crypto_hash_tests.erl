%% needs a foreign library
%% crypto: digests, MACs and PBKDF2, with vectors of FIPS 180, RFC 4231, RFC 4493, RFC 7539 and RFC 6070.
-module(crypto_hash_tests).
-export([start/0]).

start() ->
    io:format("~0p~n", [[proplists:get_value(K, crypto:supports()) || K <- [hashs, macs]]]),
    [io:format("~p ~0p ~s ~s~n", [H, maps:to_list(crypto:hash_info(H)), hex(crypto:hash(H, <<>>)), hex(crypto:hash(H, ["ab", <<"c">>]))])
        || H <- crypto:supports(hashs)],
    true = crypto:hash(sha256, "abc") =:= unhex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    Long = binary:copy(<<"0123456789">>, 4500),
    io:format("~s~n", [hex(crypto:hash(sha, Long))]),
    states(Long),
    macs(),
    [io:format("~s~n", [hex(crypto:pbkdf2_hmac(H, P, S, N, L))]) || {H, P, S, N, L} <- [
        {sha, <<"password">>, <<"salt">>, 1, 20}, {sha, <<"password">>, <<"salt">>, 2, 20},
        {sha, <<"passwordPASSWORDpassword">>, <<"saltSALTsaltSALTsaltSALTsaltSALTsalt">>, 4096, 25},
        {sha, <<"pass", 0, "word">>, <<"sa", 0, "lt">>, 4096, 16}, {sha512, <<>>, <<>>, 3, 100}]],
    io:format("~p~n", [[crypto:hash_equals(A, B) || {A, B} <- [{<<>>, <<>>}, {<<"abc">>, <<"abc">>}, {<<"abc">>, <<"abd">>}]]]),
    errors().

%% A state can go on more than once.
states(Long) ->
    S0 = crypto:hash_init(sha256),
    S1 = crypto:hash_update(S0, "ab"),
    S2 = crypto:hash_update(S1, [<<"c">>]),
    S3 = crypto:hash_update(S1, Long),
    io:format("~0p~n", [[hex(crypto:hash_final(S)) || S <- [S0, S1, S2, S3, S2, S0]]]),
    io:format("~p~n", [is_reference(S0)]),
    <<_:3, Shifted:3/binary, _:5>> = <<2:3, "abc", 0:5>>,
    io:format("~p~n", [crypto:hash(md5, Shifted) =:= crypto:hash(md5, "abc")]).

macs() ->
    Key = unhex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"),
    [io:format("~p ~s~n", [H, hex(crypto:mac(hmac, H, Key, "Hi There"))]) || H <- crypto:supports(hashs)],
    io:format("~s~n", [hex(crypto:mac(hmac, sha256, "Jefe", "what do ya want for nothing?"))]),
    io:format("~s~n", [hex(crypto:macN(hmac, sha256, binary:copy(<<16#0c>>, 20), "Test With Truncation", 16))]),
    Cmac = unhex("2b7e151628aed2a6abf7158809cf4f3c"),
    [io:format("~s~n", [hex(crypto:mac(cmac, C, Cmac, D))]) || C <- [aes_128_cbc, aes_cbc],
        D <- [<<>>, unhex("6bc1bee22e409f96e93d7e117393172a"), "abc"]],
    io:format("~s~n", [hex(crypto:mac(cmac, aes_256_cbc, [Cmac, Cmac], "abc"))]),
    io:format("~s~n", [hex(crypto:mac(cmac, des_ede3_cbc, binary:part(<<Cmac/binary, Cmac/binary>>, 0, 24), "abc"))]),
    Poly = unhex("85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b"),
    io:format("~s~n", [hex(crypto:mac(poly1305, Poly, "Cryptographic Forum Research Group"))]),
    [begin
         S = apply(crypto, mac_init, Args),
         S = crypto:mac_update(S, "Hi"),
         S = crypto:mac_update(S, [<<" There">>]),
         io:format("~s~n", [hex(crypto:mac_final(S))])
     end || Args <- [[hmac, sha, Key], [cmac, aes_128_cbc, Cmac], [poly1305, Poly]]],
    io:format("~s~n", [hex(crypto:mac_finalN(crypto:mac_init(hmac, md5, "k"), 5))]).

errors() ->
    Key = binary:copy(<<1>>, 16),
    [io:format("~0p~n", [failure(F)]) || F <- [
        fun() -> crypto:hash(nope, "a") end, fun() -> crypto:hash(1, "a") end, fun() -> crypto:hash(sha, [a]) end,
        fun() -> crypto:hash_info(nope) end, fun() -> crypto:hash_init(nope) end,
        fun() -> crypto:hash_update(nope, "a") end, fun() -> crypto:hash_update(make_ref(), "a") end,
        fun() -> crypto:hash_final(make_ref()) end, fun() -> crypto:mac(nope, sha, "k", "d") end,
        fun() -> crypto:mac(hmac, nope, "k", "d") end, fun() -> crypto:mac(hmac, aes_128_cbc, "k", "d") end,
        fun() -> crypto:mac(hmac, sha, "k", [d]) end, fun() -> crypto:mac(hmac, sha, [k], "d") end,
        fun() -> crypto:mac(cmac, nope, "k", "d") end, fun() -> crypto:mac(cmac, sha, Key, "d") end,
        fun() -> crypto:mac(cmac, aes_128_cbc, "k", "d") end, fun() -> crypto:mac(cmac, aes_cbc, "k", "d") end,
        fun() -> crypto:mac(poly1305, "k", "d") end, fun() -> crypto:mac_init(hmac, nope, "k") end,
        fun() -> crypto:mac_init(nope, sha, "k") end, fun() -> crypto:mac_update(make_ref(), "d") end,
        fun() -> crypto:mac_update(crypto:mac_init(hmac, sha, "k"), [d]) end, fun() -> crypto:mac_final(nope) end,
        fun() -> crypto:macN(hmac, sha, "k", "d", 21) end,
        fun() -> crypto:pbkdf2_hmac(nope, <<>>, <<>>, 1, 1) end, fun() -> crypto:pbkdf2_hmac(sha, "p", <<>>, 1, 1) end,
        fun() -> crypto:pbkdf2_hmac(sha, <<>>, "s", 1, 1) end, fun() -> crypto:pbkdf2_hmac(sha, <<>>, <<>>, 0, 1) end,
        fun() -> crypto:pbkdf2_hmac(sha, <<>>, <<>>, 1, 0) end, fun() -> crypto:pbkdf2_hmac(sha, <<>>, <<>>, x, 1) end,
        fun() -> crypto:pbkdf2_hmac(sha, <<>>, <<>>, 1, -1) end,
        fun() -> crypto:hash_equals(<<1>>, <<1, 2>>) end, fun() -> crypto:hash_equals(<<1>>, x) end]].

%% File and line of OTP's C sources left out.
failure(F) ->
    try F()
    catch
        error:{Class, {File, Line}, Text}:Stack when is_integer(Line) -> {Class, File, Text, element(4, hd(Stack))};
        Class:Reason:Stack -> {Class, Reason, element(1, hd(Stack)), element(2, hd(Stack))}
    end.

hex(B) -> [io_lib:format("~2.16.0b", [X]) || <<X>> <= B].
unhex(S) -> << <<(list_to_integer([A, B], 16))>> || [A, B] <- pairs(S)>>.
pairs([A, B | T]) -> [[A, B] | pairs(T)];
pairs([]) -> [].
