%% untranslated
%% The chunks and the checksum of a .beam file: code:get_chunk/2, code:module_md5/1.
-module(code_chunks_tests).
-export([start/0]).

start() ->
    B = file_of(?MODULE),
    show(fun() -> byte_size(code:get_chunk(B, "Atom")) end),
    show(fun() -> byte_size(code:get_chunk(B, "AtU8")) end),
    show(fun() -> code:get_chunk(B, "XXXX") end),
    show(fun() -> code:get_chunk(B, "XXX") end),
    show(fun() -> code:get_chunk(B, "XXXXX") end),
    show(fun() -> code:get_chunk(B, ["AtU8"]) end),
    show(fun() -> code:get_chunk(B, 'AtU8') end),
    show(fun() -> code:get_chunk(B, <<"AtU8">>) end),
    show(fun() -> code:get_chunk(B, [$A,$t,$U,256+$8]) end),
    show(fun() -> code:get_chunk(B, [$A,$t,$U,-1]) end),
    show(fun() -> code:get_chunk(B, [$A,$t,$U|$8]) end),
    show(fun() -> code:get_chunk(<<"FOR1">>, "AtU8") end),
    show(fun() -> code:get_chunk(<<"FOR1xxxxBEAM">>, "AtU8") end),
    show(fun() -> code:get_chunk(<<"FOR1",0:32,"BEAM">>, "AtU8") end),
    show(fun() -> code:get_chunk(<<"FOR1",4:32,"BEAM">>, "AtU8") end),
    show(fun() -> code:get_chunk(<<"FOR1",16:32,"BEAM","AtU8",4:32,"abcd">>, "AtU8") end),
    show(fun() -> code:get_chunk(<<"FOR1",16:32,"BEAM","AtU8",3:32,"abcd">>, "AtU8") end),
    show(fun() -> code:get_chunk(<<"FOR1",15:32,"BEAM","AtU8",3:32,"abc">>, "AtU8") end),
    show(fun() -> code:get_chunk(<<"FOR1",16:32,"BEAM","AtU8",5:32,"abcd">>, "AtU8") end),
    show(fun() -> code:get_chunk(<<"FOR1",16:32,"BEAM","AtU8",4:32,"abcdzz">>, "AtU8") end),
    show(fun() -> code:get_chunk(<<"FOR1",116:32,"BEAM","AtU8",4:32,"abcdzz">>, "AtU8") end),
    show(fun() -> code:get_chunk(<<"FOR1",16:32,"BEXM","AtU8",4:32,"abcdzz">>, "AtU8") end),
    show(fun() ->
                 code:get_chunk(<<"FOR1",28:32,"BEAM","AtU8",4:32,"abcd", "AtU8",4:32,"efgh">>,
                                "AtU8") end),
    show(fun() ->
                 code:get_chunk(<<"FOR1",32:32,"BEAM","AtU8",5:32,"abcdexxx", "Co",0,0,4:32,"efgh">>,
                                [$C,$o,0,0]) end),
    show(fun() ->
                 code:get_chunk(<<"FOR1",21:32,"BEAM","AtU8",4:32,"abcd", "AtU9",0>>,
                                "AtU8") end),
    show(fun() -> code:get_chunk(<<"nope">>, "AtU8") end),
    show(fun() -> code:get_chunk(<<>>, "AtU8") end),
    show(fun() -> code:get_chunk(id(nope), "AtU8") end),
    show(fun() -> code:get_chunk(id(<<B/binary,1:1>>), "AtU8") end),
    show(fun() -> byte_size(code:get_chunk(id(<<B/binary,1>>), "AtU8")) end),
    show(fun() -> <<_:1, X/bits>> = <<0:1,B/binary>>, byte_size(code:get_chunk(X, "AtU8")) end),
    show(fun() -> code:module_md5(<<"FOR1",16:32,"BEAM","AtU8",4:32,"abcd">>) end),
    show(fun() -> code:module_md5(<<"FOR1",16:32,"BEAM","AtU8",4:32,"abc">>) end),
    show(fun() -> code:module_md5(<<"nope">>) end),
    show(fun() -> code:module_md5(id(nope)) end),
    show(fun() -> code:module_md5(id(<<B/binary,1:1>>)) end),
    show(fun() -> code:module_md5(<<>>) end),
    show(fun() -> erts_internal:beamfile_module_md5(id(x)) end),
    show(fun() -> erts_internal:beamfile_chunk(id(x), "Code") end),
    show(fun() -> code:modified_modules() end),
    checksums(B).

%% Without a chunk or with a damaged one.
checksums(B) ->
    {ok, {_, Md5}} = beam_lib:md5(B),
    show(fun() -> {Md5 =:= code:module_md5(B), Md5 =:= ?MODULE:module_info(md5)} end),
    {ok, _, Chunks} = beam_lib:all_chunks(B),
    [io:format("~p ~p ~p~n",
               [Name, has_md5(lists:keydelete(Name, 1, Chunks)),
                has_md5(lists:keyreplace(Name, 1, Chunks, {Name, <<1, 2, 3, 4, 5, 6, 7, 8>>}))])
     || {Name, _} <- Chunks],
    {ok, Reversed} = beam_lib:build_module(lists:reverse(Chunks)),
    show(fun() -> code:module_md5(Reversed) =:= Md5 end).

has_md5(Chunks) ->
    {ok, File} = beam_lib:build_module(Chunks),
    case code:module_md5(File) of
        undefined -> undefined;
        Md5 -> byte_size(Md5)
    end.

file_of(Module) ->
    {ok, File, _} = erl_prim_loader:get_file(code:which(Module)),
    File.

id(X) -> X.

show(F) ->
    try F() of
        Value -> io:format("~p~n", [Value])
    catch
        Class:Reason:Stack ->
            {Module, Name, Args, Location} = hd(Stack),
            io:format("~p ~p ~p:~p/~p ~p~n",
                      [Class, Reason, Module, Name, arity(Args),
                       [Info || {error_info, Info} <- Location]])
    end.

arity(Args) when is_list(Args) -> length(Args);
arity(Arity) -> Arity.
