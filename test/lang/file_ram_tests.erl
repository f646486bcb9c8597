%% Files in memory (ram_file) and compressed ones.
-module(file_ram_tests).
-export([start/0]).

start() ->
    [begin
         {ok, F} = file:open("abcdef", [ram | Modes]),
         io:format("-- ~p~n", [Modes]),
         [io:format("~s: ~0p~n", [Text, Try(F)]) || {Text, Try} <- tries()],
         file:close(F)
     end || Modes <- [[read, write, binary], [read, write], [read], [write, binary], [], [binary]]],
    io:format("~0p~n", [[file:open(D, M) || {D, M} <- [{a, [ram]}, {[256], [ram]}, {"", [ram, x]}, {"x", [ram, append]}]]]),
    owner(),
    copy(),
    compressed().

tries() ->
    [{"read", fun(F) -> file:read(F, 2) end},
     {"where", fun(F) -> file:position(F, cur) end},
     {"write", fun(F) -> file:write(F, ["x", <<"yz">>]) end},
     {"pread", fun(F) -> file:pread(F, 0, 10) end},
     {"end", fun(F) -> file:position(F, eof) end},
     {"pwrite", fun(F) -> file:pwrite(F, 8, "end") end},
     {"where", fun(F) -> file:position(F, cur) end},
     {"all", fun(F) -> [file:position(F, 0), file:read(F, 100), file:read(F, 1), file:read(F, 0)] end},
     {"behind", fun(F) -> [file:position(F, 14), file:read(F, 1), file:write(F, "B"), file:position(F, {cur, 1})] end},
     {"before", fun(F) -> [file:position(F, P) || P <- [-1, {cur, -100}, {eof, -100}, 1 bsl 31, x, {eof, -1}]] end},
     {"preads", fun(F) -> [file:pread(F, [{0, 2}, {6, 5}, {20, 1}]), file:pread(F, -1, 1), file:pread(F, 1 bsl 31, 1)] end},
     {"pwrites", fun(F) -> [file:pwrite(F, [{0, "a"}, {1, <<"b">>}]), file:pwrite(F, [{1, "x"}, {-1, "a"}]), file:pwrite(F, -1, "x")] end},
     {"bad", fun(F) -> [file:write(F, a), file:pwrite(F, 0, a), file:write(F, [256]), file:write(F, [])] end},
     {"get", fun(F) -> [ram_file:get_size(F), ram_file:get_file(F)] end},
     {"truncate", fun(F) -> [file:position(F, 3), file:truncate(F), ram_file:get_file(F)] end},
     {"longer", fun(F) -> [file:position(F, 6), file:truncate(F), ram_file:get_file(F)] end},
     {"sync", fun(F) -> [file:sync(F), file:datasync(F), file:advise(F, 0, 0, normal), file:advise(F, 0, 0, x)] end},
     {"allocate", fun(F) -> [file:allocate(F, 0, 20), ram_file:get_size(F), file:position(F, cur)] end},
     {"close", fun(F) -> [file:close(F), file:read(F, 1), file:write(F, "x")] end}].

owner() ->
    {ok, F} = file:open("abc", [ram, read]),
    Me = self(),
    spawn(fun() -> Me ! {other, catch file:read(F, 1)} end),
    receive {other, X} -> io:format("other: ~0p~n", [X]) after 300 -> io:format("other: nothing~n") end,
    receive {_, {data, D}} -> io:format("~p~n", [D]) after 0 -> ok end,
    file:close(F).

copy() ->
    {ok, F} = file:open("abcdef", [ram, read]),
    {ok, G} = file:open("", [ram, write]),
    io:format("~0p~n", [[file:copy(F, G, 4), ram_file:get_file(G), file:copy(F, G), ram_file:get_file(G)]]).

compressed() ->
    Name = "/tmp/atomvm_file_ram_" ++ os:getpid(),
    Data = binary:copy(<<"0123456789">>, 300),
    io:format("~p~n", [file:write_file(Name, Data, [compressed])]),
    io:format("~p~n", [filelib:file_size(Name) < 1000]),
    {ok, F} = file:open(Name, [read, compressed, binary]),
    io:format("~0p~n", [[file:read(F, 12), file:read_line(F) =:= {ok, binary:part(Data, 12, 2988)}, file:read(F, 1), file:position(F, bof), file:read(F, 3),
                         file:pread(F, 5, 3), file:position(F, {cur, 2}), file:read(F, 1), file:write(F, "x"), file:close(F)]]),
    io:format("~p~n", [zlib:gunzip(element(2, file:read_file(Name))) =:= Data]),
    {ok, G} = file:open(Name, [write, compressed, raw]),
    io:format("~0p~n", [[file:write(G, "one\n"), file:write(G, ["two"]), file:position(G, cur), file:position(G, 10), file:pwrite(G, 0, "x"), file:close(G)]]),
    {ok, H} = file:open(Name, [read, compressed, raw]),
    io:format("~0p~n", [[file:read_line(H), file:read(H, 100), file:read(H, 1), file:close(H)]]),
    ok = file:write_file(Name, "plain"),
    {ok, I} = file:open(Name, [read, compressed]),
    io:format("~0p~n", [[file:read(I, 100), file:close(I)]]),
    io:format("~0p~n", [[file:open(Name, [compressed | M]) || M <- [[read, write], [append], [read, append]]]]),
    file:delete(Name).
