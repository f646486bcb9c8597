%% needs a foreign library
%% crypto: curves, key exchange, keys made from given numbers, passwords, with vectors of RFC 5054, RFC 7748 and RFC 8032.
-module(crypto_key_tests).
-export([start/0]).

start() ->
    io:format("~0p~n", [[proplists:get_value(K, crypto:supports()) || K <- [public_keys, curves, rsa_opts]]]),
    ecdsa(), eddsa(), exchange(), made(), srp(), public_key().

ecdsa() ->
    {Pub, Priv} = crypto:generate_key(ecdh, secp256r1, <<12345:256>>),
    Known = unhex("3045022100F1819C8DB70E7986EDA5DBC5B19E4093BCE8366F4778639AEE02A29A6E6426480220793D6FE0329378EF67A269B6B80F8C811DF62331C9E8FA"
                  "FA7E868FBBBB11F3C4"),
    io:format("~p~n", [[crypto:verify(ecdsa, sha256, D, S, [Pub, secp256r1]) || D <- ["message", "other"], S <- [Known, <<1>>, <<>>]]]),
    [begin
         {Public, Private} = crypto:generate_key(ecdh, C),
         S = crypto:sign(ecdsa, sha256, "a", [Private, C]),
         io:format("~p ~p~n", [C, [crypto:verify(ecdsa, sha256, D, S, [Public, C]) || D <- ["a", "b"]]])
     end || C <- [secp256r1, secp384r1, secp521r1, secp256k1, brainpoolP256r1, sect283k1, secp192r1]],
    Explicit = crypto_ec_curves:curve(secp256r1),
    S1 = crypto:sign(ecdsa, sha, {digest, <<1:160>>}, [Priv, Explicit]),
    io:format("~p~n", [[crypto:verify(ecdsa, sha, {digest, <<N:160>>}, S1, [Pub, C]) || N <- [1, 2], C <- [secp256r1, Explicit]]]).

eddsa() ->
    %% RFC 8032, 7.1 and 7.4
    [begin
         {Pub, Private} = crypto:generate_key(eddsa, C, unhex(Priv)),
         S = crypto:sign(eddsa, none, unhex(Data), [Private, C]),
         io:format("~p ~s ~s~n", [C, hex(Pub), hex(S)]),
         io:format("~p~n", [[crypto:verify(eddsa, none, D, X, [Pub, C]) || D <- [unhex(Data), "other"], X <- [S, <<"no">>]]])
     end || {C, Priv, Data} <- [
        {ed25519, "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", ""},
        {ed25519, "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "af82"},
        {ed448, "6c82a562cb808d10d632be89c8513ebf6c929f34ddfa8c9f63c9960ef6e348a3528c8a3fcc2f044e39a3fc5b94492f8f032e7549a20098f95b", "03"}]].

exchange() ->
    %% RFC 7748, 6.1
    A = unhex("77076d0a7318a57d3c16c17251b26645df1a77bda10b64f02f4c42c46e0e5e2a"),
    B = unhex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"),
    {PubA, A} = crypto:generate_key(eddh, x25519, A),
    {PubB, B} = crypto:generate_key(ecdh, x25519, B),
    io:format("~s ~s~n", [hex(PubA), hex(crypto:compute_key(eddh, PubB, A, x25519))]),
    true = crypto:compute_key(eddh, PubB, A, x25519) =:= crypto:compute_key(ecdh, PubA, B, x25519),
    [begin
         {P1, S1} = crypto:generate_key(Type, C),
         {P2, S2} = crypto:generate_key(Type, C),
         io:format("~P ~p ~p ~p~n", [C, 3, byte_size(P1), byte_size(S1), crypto:compute_key(Type, P1, S2, C) =:= crypto:compute_key(Type, P2, S1, C)])
     end || {Type, C} <- [{eddh, x25519}, {eddh, x448}, {ecdh, secp256r1}, {ecdh, secp521r1}, {ecdh, sect163k1}, {ecdh, brainpoolP512t1},
                          {ecdh, crypto_ec_curves:curve(secp384r1)}]],
    dh().

dh() ->
    P = unhex("FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
              "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF"),
    {Pub1, Priv1} = crypto:generate_key(dh, [P, <<2>>], <<5:256, 7:300, 0:4>>),
    io:format("~p~n", [Pub1 =:= crypto:mod_pow(2, Priv1, P)]),
    {Pub2, Priv2} = crypto:generate_key(dh, [crypto:bytes_to_integer(P), 2]),
    io:format("~p~n", [crypto:compute_key(dh, Pub1, Priv2, [P, <<2>>]) =:= crypto:compute_key(dh, Pub2, Priv1, [P, <<2>>])]),
    {_, Priv3} = crypto:generate_key(dh, [P, <<2>>, 100]),
    io:format("~p~n", [byte_size(Priv3) =< 13]).

made() ->
    [begin
         {Pub, Priv} = crypto:generate_key(ecdh, C, <<7>>),
         io:format("~p ~s ~s~n", [C, short(Pub), hex(Priv)])
     end || C <- [secp256r1, secp112r1, sect163k1, wtls7, ipsec3, prime239v1, c2pnb163v1, secp160k1]],
    {[E, N], Private} = crypto:generate_key(rsa, {512, 65537}),
    io:format("~0p ~p~n", [E, {byte_size(N), length(Private), lists:sublist(Private, 2) =:= [E, N]}]).

srp() ->
    %% RFC 5054, appendix B
    Prime = unhex("EEAF0AB9ADB38DD69C33F80AFA8FC5E86072618775FF3C0B9EA2314C9C256576D674DF7496EA81D3383B4813D692C6E0E0D5D8E250B98BE48E495C1D6089DAD1"
                  "5DC7D7B46154D6B6CE8EF4AD69B15D4982559B297BCF1885C529F566660E57EC68EDBC3C05726CC02FD4CBF4976EAA9AFD5138FE8376435B9FC61D2FC0EB06E3"),
    G = <<2>>,
    X = unhex("94B7555AABE9127CC58CCF4993DB6CF84D16C124"),
    V = crypto:mod_pow(G, X, Prime),
    A = unhex("60975527035CF2AD1989806F0407210BC81EDC04E2762A56AFD529DDDA2D4393"),
    B = unhex("E487CB59D31AC550471E81F00F6928E01DDA08E974A004F49E61F5D105284D20"),
    {UserPub, A} = crypto:generate_key(srp, {user, [G, Prime, '6a']}, A),
    {HostPub, B} = crypto:generate_key(srp, {host, [V, G, Prime, '6a']}, B),
    io:format("~s ~s~n", [short(UserPub), short(HostPub)]),
    S = crypto:compute_key(srp, HostPub, {UserPub, A}, {user, [X, Prime, G, '6a']}),
    io:format("~s ~p~n", [short(S), S =:= crypto:compute_key(srp, UserPub, {HostPub, B}, {host, [V, Prime, '6a']})]),
    io:format("~p~n", [[catch crypto:compute_key(srp, Prime, {UserPub, A}, {user, [X, Prime, G, '6a']}),
                        catch crypto:compute_key(srp, Prime, {HostPub, B}, {host, [V, Prime, '6a']})]]).

public_key() ->
    Key = public_key:generate_key({namedCurve, secp256r1}),
    S = public_key:sign(<<"text">>, sha256, Key),
    Public = {{'ECPoint', element(5, Key)}, {namedCurve, secp256r1}},
    io:format("~p~n", [[public_key:verify(D, sha256, S, Public) || D <- [<<"text">>, <<"other">>]]]).

short(B) when byte_size(B) =< 20 -> hex(B);
short(B) -> [hex(binary:part(B, 0, 8)), $:, hex(crypto:hash(sha, B))].
hex(B) -> [io_lib:format("~2.16.0b", [X]) || <<X>> <= B].
unhex(S) -> << <<(list_to_integer([A, B], 16))>> || [A, B] <- pairs(S)>>.
pairs([A, B | T]) -> [[A, B] | pairs(T)];
pairs([]) -> [].
