%% needs a foreign library
%% crypto: signatures and encryption of RSA and DSA.
-module(crypto_sign_tests).
-export([start/0]).

start() ->
    rsa(), rsa_crypt(), dss().

rsa_private() ->
    [unhex(X) || X <- ["010001",
        "C85928B9C1166F687ECF689360ADB1D23D6252D69DA103E1B45BE5436ABF7C21DC84FACCFDBF749C0C0F71C0620BC49880CB490E8BFB2D1BCB5DC2184FBADAF6"
        "2144A2F01CCAD7714D71E9B82A2D5847D1971CBF1C71E390A2D17AC1B8AC323B4F5568E3A09548C31B87BA6DD90B6316493C91A8B1DA5107D511D00517909F91",
        "52D6DACA03969D361DC8F0BA8F6D026BA5C9F3EA9D7EA83638F70E52D3DE9D1AFB2D58EE4DB54E27FFAC9B222AE826BFCFF13E21EFAB49B9865B1C18254F639D"
        "490152EA10C74FB0C0AF1B48E2E934F1183EC5A3AD1DA9E55582E6BDBF6EEE45EE50E43600C12E85D27788B657601432C258CF36410D3375B2694A73CEFDC461",
        "FF32022C11090D0A8A44B228E603ACDE4879C26E6971C05CD0A8AA57E22FB806D74591FD53924DB4A5BB6154C70DB16953D6DDA43B6B54FA77E57C5BFC3199D5",
        "C8FAE0E62C0DAA81D0CD01D2F6865DE796749202FABFADE0B5CBF6F881F71ACC902EA6B5E2612362F24CA60E518C37E98C3760DA6B8E3650623091E366BEB0CD",
        "3EEEF43E2DCD4F9C03D1412678E2FB24AE36E8CE15CEE9A37A09BE48820D4692D94FDCDADE5B3C328A94954234FC997DE22120F3B97B94AF58160DFF19489A29",
        "0ED7B854475C9B030B509899E3EAF8746A0021E8666C51830EEA094B410DE6C4C4C12D3EB1814B03BBB13D72414381BD95C56139C047B86B27553EF0F45D90E1",
        "29DB13E37E5C065A9CD5C1C4DAE1195E875725092D1C47743F3DE05A70F4C7A198D258958AFEE3C585DCE7341D959F31551F12EDE1F769176C21C60EA762D309"]].

rsa() ->
    Private = rsa_private(),
    Public = lists:sublist(Private, 2),
    [begin
         S = crypto:sign(rsa, Type, Data, Private, Options),
         true = crypto:verify(rsa, Type, Data, S, Public, Options),
         false = crypto:verify(rsa, Type, wrong(Data), S, Public, Options),
         io:format("~p ~p ~s~n", [Type, Options, short(S)])
     end || {Type, Data, Options} <- [{sha, "a", []}, {sha256, ["a", <<"b">>], []}, {sha512, "", []}, {md5, "a", []}, {none, "abc", []},
                {sha, {digest, binary:copy(<<1>>, 20)}, []}, {sha256, "a", [{rsa_padding, rsa_pkcs1_padding}]},
                {sha256, "a", [{rsa_padding, rsa_x931_padding}]}, {none, binary:copy(<<1>>, 128), [{rsa_padding, rsa_no_padding}]},
                {sha256, "a", [{rsa_padding, rsa_pkcs1_pss_padding}, {rsa_pss_saltlen, 0}]},
                {sha256, "a", [{rsa_padding, rsa_pkcs1_pss_padding}, {rsa_pss_saltlen, 0}, {rsa_mgf1_md, sha}]}]],
    [begin
         S = crypto:sign(rsa, sha256, "a", Key, Options),
         io:format("~p ~p~n", [Options, crypto:verify(rsa, sha256, "a", S, Public, Options)])
     end || Options <- [[{rsa_padding, rsa_pkcs1_pss_padding}], [{rsa_padding, rsa_pkcs1_pss_padding}, {rsa_pss_saltlen, -1}],
                        [{rsa_padding, rsa_pkcs1_pss_padding}, {rsa_pss_saltlen, 20}]], Key <- [Private, lists:sublist(Private, 3)]],
    S0 = crypto:sign(rsa, sha, "a", [crypto:bytes_to_integer(X) || X <- Private]),
    io:format("~p~n", [crypto:verify(rsa, sha, "a", S0, [crypto:bytes_to_integer(X) || X <- Public])]),
    io:format("~p~n", [crypto:verify(rsa, sha, "a", <<"short">>, Public)]).

wrong({digest, <<A, B/binary>>}) -> {digest, <<(A + 1), B/binary>>};
wrong(Data) when is_binary(Data) -> binary:copy(<<2>>, byte_size(Data));
wrong(Data) -> [Data, "x"].

rsa_crypt() ->
    Private = rsa_private(),
    Public = lists:sublist(Private, 2),
    [begin
         X = crypto:public_encrypt(rsa, Data, Public, P),
         io:format("~p ~p ~p~n", [P, byte_size(X), crypto:private_decrypt(rsa, X, Private, P)])
     end || {P, Data} <- [{rsa_pkcs1_padding, <<"abc">>}, {rsa_pkcs1_oaep_padding, <<>>}, {rsa_no_padding, <<1:1024>>},
                          {[{rsa_padding, rsa_pkcs1_oaep_padding}, {rsa_oaep_md, sha256}, {rsa_mgf1_md, sha}, {rsa_oaep_label, <<"l">>}], <<"abc">>},
                          {[{rsa_pad, rsa_pkcs1_padding}], <<"abc">>}, {[], <<"abc">>}]],
    [begin
         X = crypto:private_encrypt(rsa, Data, Private, P),
         io:format("~p ~s ~p~n", [P, short(X), crypto:public_decrypt(rsa, X, Public, P)])
     end || {P, Data} <- [{rsa_pkcs1_padding, <<"abc">>}, {rsa_no_padding, <<1:1024>>}]],
    io:format("~p~n", [crypto:privkey_to_pubkey(rsa, Private) =:= [crypto:bytes_to_integer(X) || X <- Public]]).

dss() ->
    [Priv, Pub, P, Q, G] = [unhex(X) || X <- ["99f598abd237140f16bae26dce9ffe0a0342b3e5694351341adc4d0e",
        "9ccd9b6cac612a48904813d77adfc20c56ba51b4cd80769e907dec96b0dbc3418df3ebf549910e2784dc06f0398e3b66be46cd4387d067bc8d04f964746f392f"
        "e5b42264fb0a073b2d25ed61952f9ec3df83528207aa4886ec01e73ed7e607503a855fface6a5595c7ea45796ebb6a0cd9ba0aee60f16bb3aaf6cb1715da57a2",
        "fb91b467ca20e81c7472568ae2edea1a3047ac7d2e887bd9bb0b9061bcb9ddf4dc89b8e48618ca08afc74bb1d94bbe992399e5336b6eadb479a8d3980b78244d"
        "72327cbcf5afb06c893fa615086766eeaff8452a0793f3d7b364db65bd6a76528bca16db0b7491601ef0df47c3b4de1eee0a5993710215a570b93079d95fb3ff",
        "b880222373144deff856529c1914244b8ea2790b6d04bfceddd43915",
        "d60792a93ff347f85a91e99135cd9b7379dc64eaff8068466a1f395d3a7e625c7cd390f350b8149eddb23cd3c5cc9df9f7c572a940a6938b3fe361c9251a1de7"
        "07647eb08d73a9de163c9882f0e965b05c54f3dbd82c851b798b32be2fbb8ab1d1ebc9d5368a4f5ef23a92326db65840b83ea71725199e775cc1f63bd35d5594"]],
    [begin
         S = crypto:sign(dss, Type, Data, [P, Q, G, Priv]),
         io:format("~p ~p~n", [Type, [crypto:verify(dss, Type, D, S, [P, Q, G, Pub]) || D <- [Data, wrong(Data)]]])
     end || {Type, Data} <- [{sha, "a"}, {sha256, "a"}, {sha, {digest, binary:copy(<<1>>, 20)}}]].

short(B) when byte_size(B) =< 20 -> hex(B);
short(B) -> [hex(binary:part(B, 0, 8)), $:, hex(crypto:hash(sha, B))].
hex(B) -> [io_lib:format("~2.16.0b", [X]) || <<X>> <= B].
unhex(S) -> << <<(list_to_integer([A, B], 16))>> || [A, B] <- pairs(S)>>.
pairs([A, B | T]) -> [[A, B] | pairs(T)];
pairs([]) -> [].
