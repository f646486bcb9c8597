%% Files that are processes: file_io_server, io on them, encodings, file_server_2;
%% file:consult and its relatives; disk_log, ets:tab2file.
-module(file_io_tests).
-export([start/0]).

start() ->
    Dir = "/tmp/atomvm_file_io_" ++ os:getpid(),
    ok = file:make_dir(Dir),
    ok = file:set_cwd(Dir),
    [test(Case) || Case <- [basics, modes, lines, binary, encodings, io, owner, closed, pread, terms, scripts,
                            paths, server, position, errors]],
    ok = file:set_cwd("/"),
    ok = file:del_dir_r(Dir).

test(Case) ->
    io:format("-- ~p~n", [Case]),
    file:delete("f"),
    try case_of(Case)
    catch C:E:S -> io:format("~p:~p ~p~n", [C, E, S])
    end.

show(Text, What) -> io:format("~s: ~0tp~n", [Text, What]).

w(Name, Data) -> ok = file:write_file(Name, Data).

case_of(basics) ->
    {ok, F} = file:open("f", [write, read]),
    show("pid", [is_pid(F), lists:member(F, element(2, process_info(self(), links)))]),
    show("write", [file:write(F, D) || D <- ["abc", <<"def">>, ["g", [<<"h">>]], [], a, [256], [$a | b]]]),
    show("at", [file:position(F, P) || P <- [cur, bof, 3, {cur, -1}, eof, {eof, -2}, {bof, 1}, -1, {cur, -100}, x]]),
    show("read", [file:read(F, N) || N <- [2, 100, 1, 0]]),
    show("read", [catch file:read(F, N) || N <- [-1, a]]),
    show("truncate", [file:position(F, 4), file:truncate(F), file:position(F, 0), file:read(F, 10)]),
    show("sync", [file:sync(F), file:datasync(F), file:advise(F, 0, 0, normal), file:allocate(F, 0, 10)]),
    show("info", file:pid2name(F) =/= undefined),
    show("close", [file:close(F), file:close(F), file:read(F, 1), file:write(F, "a"), is_process_alive(F)]);
case_of(modes) ->
    [begin
         w("f", "0123456789"),
         case file:open("f", M) of
             {ok, F} ->
                 show("open", {M, file:read(F, 2), file:write(F, "x"), file:position(F, cur), file:close(F), file:read_file("f")});
             Other ->
                 show("open", {M, Other})
         end
     end || M <- [[read], [write], [append], [read, write], [read, append], [exclusive], [], [sync, write], read, write, x, [x], [{x}],
                  [write, delayed_write], [read, {read_ahead, 4}], [write, {delayed_write, 10, 1000}], [read, binary],
                  [directory], [{encoding, utf8}], [{encoding, x}]]];
case_of(lines) ->
    w("f", "one\ntwo\r\n\nvier" ++ lists:duplicate(3000, $x) ++ "\nend"),
    [begin
         {ok, F} = file:open("f", M),
         show("lines", [short(L) || L <- lines(F)]),
         file:close(F)
     end || M <- [[read], [read, binary], [read, read_ahead], [read, {encoding, utf8}]]],
    {ok, G} = file:open("f", [read]),
    show("get_line", [short(io:get_line(G, 'ignored')) || _ <- "123456"]),
    file:close(G);
case_of(binary) ->
    Data = << <<(N rem 256)>> || N <- lists:seq(1, 20000) >>,
    {ok, F} = file:open("f", [write, read, binary, delayed_write]),
    [ok = file:write(F, binary:part(Data, P, 100)) || P <- lists:seq(0, 19900, 100)],
    show("same", [file:position(F, 0), file:read(F, 30000) =:= {ok, Data}, file:read(F, 1)]),
    show("get_chars", [file:position(F, 10), io:get_chars(F, "", 3), file:read(F, 2)]),
    show("options", [lists:sort(element(2, {x, io:getopts(F)})), io:setopts(F, [list]), file:read(F, 3), io:setopts(F, [{a, b}])]),
    file:close(F);
case_of(encodings) ->
    Text = [$a, 228, 955, 8364, 128512, $\n],
    [begin
         {ok, F} = file:open("f", [write, {encoding, E}]),
         Result = (catch io:put_chars(F, Text)),
         show("write", {E, case Result of {'EXIT', {R, _}} -> R; _ -> Result end}),
         file:close(F),
         show("bytes", file:read_file("f")),
         {ok, G} = file:open("f", [read, {encoding, E}]),
         show("read", [io:get_chars(G, "", 2), io:get_line(G, ""), file:position(G, bof), file:read(G, 2), file:read(G, 100)]),
         file:close(G)
     end || E <- [latin1, unicode, utf8, utf16, {utf16, little}, {utf16, big}, utf32, {utf32, little}]],
    w("f", <<255, 254, $a, 0>>),
    show("bom", [unicode:bom_to_encoding(element(2, file:read_file("f")))]),
    w("f", <<"ab", 255, "c">>),
    {ok, H} = file:open("f", [read, {encoding, utf8}, binary]),
    show("invalid", [io:get_chars(H, "", 2), io:get_chars(H, "", 2), file:close(H)]),
    {ok, I} = file:open("f", [read, write]),
    show("changed", [io:setopts(I, [{encoding, latin1}]), io:get_line(I, ""), io:getopts(I)]),
    show("latin1", [element(1, element(2, catch io:put_chars(I, [955]))), is_process_alive(I)]);
case_of(io) ->
    {ok, F} = file:open("f", [write, read]),
    show("format", [io:format(F, "~p ~s~n", [{a, 1}, "text"]), io:write(F, [1, 2]), io:nl(F), io:put_chars(F, "{b,\n 2}. x.\n")]),
    file:position(F, 0),
    show("read", [io:fread(F, "", "{~a,~d} ~s"), io:get_line(F, ""), io:get_line(F, ""), io:read(F, ""), io:read(F, ""), io:read(F, ""), io:get_line(F, "")]),
    show("others", [io:columns(F), io:rows(F), io:requests(F, [{put_chars, unicode, "a"}, nl])]),
    file:close(F),
    show("closed", [catch io:put_chars(F, "x") || _ <- "1"] =/= []);
case_of(owner) ->
    w("f", "abcdef"),
    {ok, F} = file:open("f", [read]),
    Me = self(),
    spawn(fun() -> Me ! {other, file:read(F, 3)} end),
    show("other", receive {other, X} -> X end),
    Pid = spawn(fun() -> {ok, G} = file:open("f", [read]), Me ! {file, G}, receive stop -> exit(reason) end end),
    G = receive {file, G1} -> G1 end,
    Ref = monitor(process, G),
    show("lives", [is_process_alive(G), file:read(G, 2)]),
    Pid ! stop,
    show("gone", receive {'DOWN', Ref, process, G, Why} -> Why end),
    show("read", file:read(G, 1)),
    file:close(F);
case_of(closed) ->
    {ok, F} = file:open("f", [write]),
    exit(F, kill),
    process_flag(trap_exit, true),
    receive {'EXIT', F, R} -> show("exit", R) after 100 -> ok end,
    process_flag(trap_exit, false),
    show("closed", [file:write(F, "x"), file:close(F), file:position(F, 1), file:sync(F), file:truncate(F), file:read_line(F)]);
case_of(pread) ->
    {ok, F} = file:open("f", [write, read, binary]),
    show("pwrite", [file:pwrite(F, 0, "0123456789"), file:pwrite(F, [{2, "ab"}, {12, "z"}]), file:pwrite(F, -1, "x"), file:pwrite(F, [{0, "a"}, {-1, "x"}]), file:pwrite(F, 0, a)]),
    show("pread", [file:pread(F, 0, 100), file:pread(F, [{0, 1}, {12, 3}, {20, 1}]), file:pread(F, -1, 3), file:pread(F, 0, -1), file:pread(F, [x])]),
    file:close(F);
case_of(terms) ->
    w("f", "{a, 1}.\n% comment\n[\"text\", <<1,2>>, #{k => v}].\n"),
    show("consult", file:consult("f")),
    w("f", "%% coding: latin-1\n\"" ++ [228] ++ "\".\n"),
    show("latin1", file:consult("f")),
    w("f", unicode:characters_to_binary(["%% -*- coding: utf-8 -*-\n\"", 955, "\".\n"])),
    show("utf8", file:consult("f")),
    [begin w("f", T), show("bad", file:consult("f")) end || T <- ["{a", "a b.\n", "a.\nb(.\n", "", "X.\n", "a", "fun() -> 1 end.\n"]],
    show("none", [file:consult("none"), file:consult("."), file:consult({a})]),
    show("text", [lists:flatten(file:format_error(E)) || E <- [enoent, eisdir, {2, erl_parse, ["x"]}, badarg, terminated, foo]]);
case_of(scripts) ->
    w("f", "X = 1 + 1,\nput(evaluated, X), {X, Y}.\n"),
    show("script", [file:script("f", [{'Y', 3}]), file:eval("f", [{'Y', 4}]), get(evaluated)]),
    show("unbound", element(1, file:script("f"))),
    w("f", "1.\n2.\n"),
    show("two", file:script("f")),
    w("f", "a b."),
    show("bad", [file:script("f"), file:eval("f")]),
    w("f", "erlang:error(bad).\n"),
    show("error", [element(1, file:eval("f")), element(1, file:script("f"))]),
    show("none", [file:script("none"), file:eval("none"), file:path_script(["none", "."], "none")]);
case_of(paths) ->
    ok = file:make_dir("p1"), ok = file:make_dir("p2"),
    w("p2/x", "{x}.\n"),
    {ok, F, Where} = file:path_open(["p1", "p2"], "x", [read]),
    show("open", [Where, file:read(F, 3), file:close(F)]),
    show("consult", [file:path_consult(["p1", "p2"], "x"), file:path_consult(["p1"], "x"), file:path_consult([], "p2/x")]),
    show("eval", [file:path_eval(["p1", "p2"], "x"), file:path_script(["p2"], "x"), file:path_open(["p1"], "y", [read])]);
case_of(server) ->
    show("alive", is_pid(whereis(file_server_2))),
    show("error", [catch gen_server:call(file_server_2, R) || R <- [{open, "f", x}, {open, "none/f", [write]}]]),
    Me = self(),
    [spawn(fun() -> N1 = "s" ++ integer_to_list(N), ok = file:write_file(N1, N1), {ok, T} = file:read_file(N1), ok = file:delete(N1), Me ! {N, T} end)
     || N <- lists:seq(1, 10)],
    show("many", [receive {N, T} -> T end || N <- lists:seq(1, 10)]);
case_of(position) ->
    w("f", unicode:characters_to_binary([955, $a, 8364, $\n, $b])),
    {ok, F} = file:open("f", [read, write, {encoding, utf8}]),
    show("chars", [io:get_chars(F, "", 1), file:position(F, cur), io:get_chars(F, "", 2), file:position(F, cur), file:position(F, {cur, -3}),
                   io:get_line(F, ""), file:position(F, 6), file:read(F, 1)]),
    show("write", [io:put_chars(F, [8364]), file:position(F, bof), io:get_line(F, "")]),
    show("in place", [file:position(F, 2), file:write(F, <<"xyz">>), file:close(F), file:read_file("f")]);
case_of(errors) ->
    show("open", [catch file:open(N, M) || {N, M} <- [{"none", [read]}, {"none/x", [write]}, {".", [write]}, {".", [read]}, {"", [read]},
                  {"f", [exclusive, exclusive]}, {"f", [exclusive]}, {{a}, [read]}, {[a | b], [read]}, {"f\0", [read]}, {[-1], [read]}]] =/= []),
    show("which", [case catch file:open(N, M) of {error, E} -> E; {ok, F} -> file:close(F); {'EXIT', {E, _}} -> {exit, E} end
                   || {N, M} <- [{"none", [read]}, {"none/x", [write]}, {".", [write]}, {".", [read]}, {"", [read]},
                                 {"g", [exclusive]}, {"g", [exclusive]}, {{a}, [read]}, {[a | b], [read]}, {"f\0", [read]}, {[-1], [read]}]]).

short(L) when is_list(L), length(L) > 100 -> {long, length(L), lists:sublist(L, 5), lists:last(L)};
short(B) when is_binary(B), byte_size(B) > 100 -> {long, byte_size(B)};
short({ok, L}) -> {ok, short(L)};
short(X) -> X.

lines(F) ->
    case file:read_line(F) of
        {ok, L} -> [L | lines(F)];
        Other -> [Other]
    end.
