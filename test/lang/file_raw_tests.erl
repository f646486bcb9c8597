%% Raw files: prim_file, raw_file_io_delayed, raw_file_io_list, prim_buffer.
-module(file_raw_tests).
-export([start/0]).

-include_lib("kernel/include/file.hrl").

start() ->
    Dir = "/tmp/atomvm_file_raw_" ++ os:getpid(),
    ok = file:make_dir(Dir),
    Name = filename:join(Dir, "f"),
    [test(Case, Name) || Case <- [modes, reading, lines, delayed, lists, numbers,
                                  closed, owner, dies, buffer, errors, more]],
    ok = file:del_dir_r(Dir).

test(Case, Name) ->
    file:delete(Name),
    io:format("-- ~p~n", [Case]),
    try case_of(Case, Name)
    catch C:E:S -> io:format("~p:~p ~p~n", [C, E, S])
    end.

show(Text, What) -> io:format("~s: ~0p~n", [Text, What]).

case_of(modes, Name) ->
    [begin
         ok = file:write_file(Name, <<"0123456789">>),
         {Result, Fd} = file:open(Name, [raw | Modes]),
         show("open", {Modes, Result, size_of(Name)}),
         case Result of
             ok -> [show(T, F(Fd)) || {T, F} <- tries()], file:close(Fd);
             error -> show("error", Fd)
         end
     end || Modes <- [[], [read], [write], [write, sync], [append],
                      [read, append], [write, append], [read, write, binary],
                      [exclusive], [directory], [read, write, delayed_write],
                      [read, write, read_ahead, binary]]];
case_of(reading, Name) ->
    Data = << <<N:32>> || N <- lists:seq(1, 50000) >>,
    ok = file:write_file(Name, Data),
    {ok, Fd} = file:open(Name, [raw, read, binary, {read_ahead, 1000}]),
    {ok, A} = file:read(Fd, 10),
    {ok, B} = file:read(Fd, 2000),
    show("where", file:position(Fd, cur)),
    {ok, C} = file:read(Fd, 150000),
    {ok, D} = file:read(Fd, 150000),
    show("same", <<A/binary, B/binary, C/binary, D/binary>> =:= Data),
    show("at the end", file:read(Fd, 1)),
    show("nothing", file:read(Fd, 0)),
    show("back", file:position(Fd, {eof, -4})),
    show("last", file:read(Fd, 10)),
    show("pread", file:pread(Fd, 4, 4)),
    show("preads", file:pread(Fd, [{0, 4}, {199998, 8}, {200000, 1}])),
    show("all", file:read_file(Name) =:= {ok, Data}),
    ok = file:close(Fd);
case_of(lines, Name) ->
    ok = file:write_file(Name, ["one\ntwo\r\n\n", lists:duplicate(700, $x), "\nlast"]),
    [begin
         {ok, Fd} = file:open(Name, [raw, read | Modes]),
         show("lines", read_lines(Fd)),
         file:close(Fd)
     end || Modes <- [[], [binary], [read_ahead], [binary, {read_ahead, 10}]]];
case_of(delayed, Name) ->
    {ok, Fd} = file:open(Name, [raw, write, binary, {delayed_write, 1000, 60000}]),
    [ok = file:write(Fd, integer_to_list(N)) || N <- lists:seq(1, 20)],
    show("not yet", size_of(Name)),
    ok = file:write(Fd, binary:copy(<<"x">>, 2000)),
    show("written", size_of(Name)),
    ok = file:write(Fd, "tail"),
    ok = file:sync(Fd),
    show("synced", size_of(Name)),
    ok = file:write(Fd, "more"),
    show("where", file:position(Fd, cur)),
    ok = file:pwrite(Fd, 0, "ab"),
    ok = file:close(Fd),
    show("closed", size_of(Name)),
    show("again", file:close(Fd));
case_of(lists, Name) ->
    {ok, Fd} = file:open(Name, [raw, read, write]),
    show("write", file:write(Fd, [<<"abc">>, $d, ["ef" | <<"gh">>]])),
    show("position", file:position(Fd, 2)),
    show("read", file:read(Fd, 3)),
    show("pread", file:pread(Fd, [{0, 2}, {7, 5}, {8, 1}])),
    show("pwrite", file:pwrite(Fd, [{1, "B"}, {10, <<"z">>}])),
    show("truncate", [file:position(Fd, 9), file:truncate(Fd)]),
    show("file", file:read_file(Name)),
    show("bad data", [file:write(Fd, W) || W <- [a, [256], [a], <<1:1>>, ["x" | y]]]),
    file:close(Fd);
case_of(numbers, Name) ->
    ok = file:write_file(Name, <<"0123456789">>),
    {ok, Fd} = file:open(Name, [raw, read, write, binary]),
    Numbers = [-1, 1 bsl 62, 1 bsl 63, 1 bsl 64, 1.0, a],
    show("pread at", [caught(fun() -> file:pread(Fd, N, 1) end) || N <- Numbers]),
    show("pread so much", [caught(fun() -> file:pread(Fd, 0, N) end) || N <- Numbers]),
    show("pwrite", [caught(fun() -> file:pwrite(Fd, N, "") end) || N <- Numbers -- [1 bsl 62]]),
    show("position", [caught(fun() -> file:position(Fd, N) end) || N <- Numbers]),
    show("from here", [caught(fun() -> file:position(Fd, {cur, N}) end) || N <- [-1, 1, 0]]),
    show("allocate", [caught(fun() -> file:allocate(Fd, N, 1) end) || N <- Numbers -- [1 bsl 62]]),
    show("allocate", [caught(fun() -> file:allocate(Fd, 0, N) end) || N <- [-1, 0, 20, a]]),
    show("size", size_of(Name)),
    show("advise", [caught(fun() -> file:advise(Fd, N, 0, normal) end) || N <- Numbers]),
    show("advices", [file:advise(Fd, 0, 10, A)
                     || A <- [normal, random, sequential, will_need, dont_need, no_reuse, none]]),
    show("datasync", file:datasync(Fd)),
    file:close(Fd);
case_of(closed, Name) ->
    {ok, Fd} = file:open(Name, [raw, read, write]),
    show("close", [file:close(Fd), file:close(Fd)]),
    [show(T, F(Fd)) || {T, F} <- tries()],
    show("rest", [file:sync(Fd), file:datasync(Fd), file:advise(Fd, 0, 0, x), file:allocate(Fd, a, b),
                  file:read_line(Fd)]);
case_of(owner, Name) ->
    ok = file:write_file(Name, "abc"),
    {ok, Fd} = file:open(Name, [raw, read, write]),
    Me = self(),
    spawn_link(fun() ->
                   [show(T, caught(fun() -> F(Fd) end)) || {T, F} <- tries()],
                   show("close", caught(fun() -> file:close(Fd) end)),
                   Me ! done
               end),
    receive done -> ok end,
    show("mine", file:read(Fd, 10)),
    file:close(Fd);
case_of(dies, Name) ->
    %% many more than may be open at a time
    ok = file:write_file(Name, "abc"),
    Me = self(),
    Count = 3000,
    [begin
         spawn(fun() -> {ok, _} = file:open(Name, [raw, read]), Me ! opened end),
         receive opened -> ok end
     end || _ <- lists:seq(1, Count)],
    show("opened", Count);
case_of(buffer, _) ->
    B = prim_buffer:new(),
    ok = prim_buffer:write(B, [<<"abc">>, <<"def">>]),
    ok = prim_buffer:write(B, [binary:copy(<<"x">>, 5000)]),
    ok = prim_buffer:write(B, [<<"yz\n">>]),
    show("size", prim_buffer:size(B)),
    show("find", [prim_buffer:find_byte_index(B, X) || X <- [$a, $x, $y, $\n, 0]]),
    show("read", prim_buffer:read(B, 4)),
    show("skip", prim_buffer:skip(B, 1)),
    show("iovec", iolist_size(prim_buffer:read_iovec(B, 3000))),
    show("read", byte_size(prim_buffer:read(B, 2002))),
    show("rest", prim_buffer:read(B, 2)),
    show("size", prim_buffer:size(B)),
    show("empty", [prim_buffer:read(B, 0), prim_buffer:wipe(B), prim_buffer:find_byte_index(B, $a)]),
    ok = prim_buffer:write(B, [<<"abc">>]),
    show("errors", [caught(F) || F <- [fun() -> prim_buffer:read(B, 4) end,
                                       fun() -> prim_buffer:read(B, 400) end,
                                       fun() -> prim_buffer:read(B, -1) end,
                                       fun() -> prim_buffer:skip(B, 4) end,
                                       fun() -> prim_buffer:write(B, "abc") end,
                                       fun() -> prim_buffer:write(B, a) end,
                                       fun() -> prim_buffer:find_byte_index(B, 256) end,
                                       fun() -> prim_buffer:size(make_ref()) end,
                                       fun() -> prim_buffer:unlock(B) end]]),
    show("lock", [prim_buffer:try_lock(B), prim_buffer:try_lock(B), prim_buffer:unlock(B)]);
case_of(errors, Name) ->
    ok = file:write_file(Name, "abc"),
    [show("open", {N, M, element(1, R), case R of {error, W} -> W; _ -> file:close(element(2, R)) end})
     || {N, M} <- [{"/tmp", [read]}, {"/tmp", [write]}, {"/tmp", [append]}, {"/tmp", [directory]},
                   {"/tmp", [write, directory]}, {"/tmp/nowhere/x", [write]}, {"/tmp/nowhere", [read]},
                   {"", [read]}, {"/dev/null", [read, write]}, {[0], [read]}, {<<"/tmp/nowhere">>, [read]}],
        R <- [file:open(N, [raw | M])]],
    show("not a folder", file:open(Name ++ "/x", [raw, read])),
    show("is there", file:open(Name, [raw, exclusive])),
    show("bad name", [caught(fun() -> file:open(N, [raw]) end) || N <- [a, 1, {a}, [a], [$a | b]]]),
    show("bad modes", [element(1, caught(fun() -> file:open(Name, M) end)) || M <- [raw, [raw | x], [raw, {read_ahead, x}], [raw, {encoding, x}]]]),
    show("too long", file:open(lists:duplicate(300, $x), [raw]));
case_of(more, Name) ->
    ok = file:write_file(Name, <<3:32, 8:32, "abcdef">>),
    {ok, Fd} = file:open(Name, [raw, read, write, binary]),
    show("ipread", [prim_file:ipread_s32bu_p32bu(Fd, O, M)
                    || {O, M} <- [{0, 10}, {0, 3}, {0, 2}, {8, 10}, {-1, 10}, {0, infinity},
                                  {0, 1 bsl 31}, {0, a}, {1 bsl 64, 3}]]),
    ok = file:pwrite(Fd, 0, <<3:32, 100:32>>),
    show("behind the end", prim_file:ipread_s32bu_p32bu(Fd, 0, 10)),
    show("handle", byte_size(prim_file:get_handle(Fd))),
    {ok, #file_info{size = Size, type = Type, access = Access}} = prim_file:read_handle_info(Fd),
    show("info", {Size, Type, Access}),
    show("descriptors", [prim_file:file_desc_to_ref(N, []) || N <- [-1, 100000, a]]),
    show("altname", [file:altname("/tmp"), prim_file:get_cwd("C:"), prim_file:get_cwd("x"), prim_file:get_cwd(a)]),
    file:close(Fd).

tries() ->
    [{"read", fun(Fd) -> file:read(Fd, 3) end},
     {"write", fun(Fd) -> file:write(Fd, "ab") end},
     {"position", fun(Fd) -> file:position(Fd, cur) end},
     {"pwrite", fun(Fd) -> file:pwrite(Fd, 1, "x") end},
     {"pread", fun(Fd) -> file:pread(Fd, 0, 4) end},
     {"position", fun(Fd) -> file:position(Fd, {bof, 4}) end},
     {"truncate", fun(Fd) -> file:truncate(Fd) end},
     {"to the end", fun(Fd) -> file:position(Fd, eof) end}].

size_of(Name) ->
    {ok, #file_info{size = Size}} = file:read_file_info(Name),
    Size.

read_lines(Fd) ->
    case file:read_line(Fd) of
        {ok, Line} when length(Line) > 100; byte_size(Line) > 100 -> [long | read_lines(Fd)];
        {ok, Line} -> [Line | read_lines(Fd)];
        Other -> [Other]
    end.

caught(Fun) ->
    try Fun()
    catch Class:Reason -> {Class, Reason}
    end.
