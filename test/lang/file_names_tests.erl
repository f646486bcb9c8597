%% file: folders, links, renaming, copying, information; filelib.
-module(file_names_tests).
-export([start/0]).

-include_lib("kernel/include/file.hrl").

start() ->
    Dir = "/tmp/atomvm_file_names_" ++ os:getpid(),
    ok = file:make_dir(Dir),
    {ok, Old} = file:get_cwd(),
    ok = file:set_cwd(Dir),
    [test(Case) || Case <- [folders, deleting, renaming, links, copying, info, set_info, names,
                            wildcards, lib, relative, raw]],
    ok = file:set_cwd(Old),
    show("deleted", file:del_dir_r(Dir)),
    show("twice", file:del_dir_r(Dir)).

test(Case) ->
    io:format("-- ~p~n", [Case]),
    try case_of(Case)
    catch C:E:S -> io:format("~p:~p ~p~n", [C, E, S])
    end.

show(Text, What) -> io:format("~s: ~0tp~n", [Text, What]).

case_of(folders) ->
    show("make", [file:make_dir(N) || N <- ["d", "d", "d/e", "x/y", "", <<"f">>, d2, [$a, 0], {a}]]),
    w("d/file", "1"),
    show("under a file", [file:make_dir("d/file/x"), file:list_dir("d/file"), file:list_dir("d/file/x")]),
    show("list", [sorted(file:list_dir(N)) || N <- ["d", "d/e", "nowhere", "", <<"d">>, d]]),
    show("list", [sorted(file:list_dir_all(N)) || N <- ["d", "nowhere", {x}]]),
    show("delete", [file:del_dir(N) || N <- ["d/e", "d/e", "d", "d/file", "", "."]]),
    show("all", [file:del_dir_r(N) || N <- ["d", "f", "nowhere", "d2"]]),
    show("parents", [filelib:ensure_dir("p/q/r/x"), filelib:is_dir("p/q/r"), filelib:ensure_path("p/s/t"),
                     sorted(file:list_dir("p"))]),
    w("p/file", ""),
    show("not there", [filelib:ensure_dir("p/file/x/y"), filelib:ensure_path("p/file/z")]),
    show("here", [file:set_cwd("p"), filename:basename(element(2, file:get_cwd())), file:set_cwd(".."),
                  file:set_cwd("nowhere"), file:set_cwd("p/file"), file:set_cwd(""), file:set_cwd({a})]),
    show("disks", [file:get_cwd("c:"), file:get_cwd("/"), file:get_cwd(a)]),
    file:del_dir_r("p");
case_of(deleting) ->
    w("a", "1"),
    ok = file:make_dir("d"),
    show("delete", [file:delete(N) || N <- ["a", "a", "d", "a/b", "", {a}, [$a | b], <<"none">>]]),
    w("a", "1"),
    show("raw", [file:delete(N, [raw]) || N <- ["a", "a", "d"]]),
    file:del_dir("d");
case_of(renaming) ->
    w("a", "1"), w("b", "22"),
    [ok = file:make_dir(D) || D <- ["d", "e", "e/f"]],
    show("rename", [{F, T, file:rename(F, T)} || {F, T} <- [
        {"a", "c"}, {"c", "b"}, {"a", "x"}, {"b", "d"}, {"d", "b"}, {"b", "d/b"}, {"d", "d/x"}, {"d", "e"},
        {"e", "d"}, {"d/b", "b"}, {"d", "dd"}, {"e/f", "dd"}, {"b", "b"}, {"b", "nowhere/b"}, {"", "b"},
        {"b", ""}, {a, b}, {{a}, "b"}, {"b", [0]}, {".", "zz"}, {"/", "zz"}]]),
    show("content", file:read_file("b")),
    show("left", sorted(file:list_dir("."))),
    [file:del_dir_r(D) || D <- ["d", "dd", "e"]], file:delete("b");
case_of(links) ->
    w("a", "text"),
    show("hard", [file:make_link(F, T) || {F, T} <- [{"a", "b"}, {"a", "b"}, {"x", "c"}, {"a", "n/b"}, {{a}, "b"}]]),
    show("soft", [file:make_symlink(F, T) || {F, T} <- [{"a", "s"}, {"a", "s"}, {"nowhere", "t"}, {"s", "u"},
                                                       {"loop", "loop"}, {"", "v"}, {"a", ""}]]),
    show("read", [file:read_link(N) || N <- ["s", "t", "u", "a", "none", "", {a}]]),
    show("read all", [file:read_link_all(N) || N <- ["s", "t", "a"]]),
    show("through", [file:read_file(N) || N <- ["s", "t", "u", "loop", "b"]]),
    show("types", [{N, type(file:read_file_info(N)), type(file:read_link_info(N))}
                   || N <- ["a", "s", "t", "u", "loop", "none"]]),
    show("count", [links(file:read_file_info(N)) || N <- ["a", "s"]]),
    show("link info", [type(file:read_link_info("s", [{time, T}])) || T <- [posix, universal, local]]),
    [file:delete(N) || N <- ["a", "b", "s", "t", "u", "loop"]];
case_of(copying) ->
    w("a", binary:copy(<<"0123456789">>, 20000)),
    show("copy", [file:copy("a", "b"), file:read_file("a") =:= file:read_file("b")]),
    show("part", [file:copy("a", "b", 15), file:read_file("b")]),
    show("nothing", [file:copy("a", "b", 0), file:read_file("b")]),
    show("errors", [file:copy("nowhere", "b"), file:copy("a", "n/b"), file:copy(a, "b"), file:copy(".", "b")]),
    show("modes", [file:copy({"a", [raw, read]}, {"c", [raw, write, delayed_write]}), file:copy("a", {"c", [append]}, 3)]),
    show("size", filelib:file_size("c")),
    {ok, In} = file:open("a", [read, binary]),
    {ok, Out} = file:open("d", [write, raw]),
    show("open", [file:copy(In, Out, 7), file:copy(In, {"e", [write]}, 8), file:read_file("e")]),
    show("bad", [try file:copy(In, Out, N) catch K:R -> {K, R} end || N <- [-1, a, 1.0]]),
    [file:close(F) || F <- [In, Out]],
    [file:delete(N) || N <- ["a", "b", "c", "d", "e"]];
case_of(info) ->
    w("a", "12345"),
    {ok, #file_info{size = Size, type = Type, access = Access, links = Links, mode = Mode} = I} = file:read_file_info("a"),
    show("info", {Size, Type, Access, Links, Mode band 8#7777, I#file_info.minor_device}),
    show("times", [is_recent(element(P, I)) || P <- [#file_info.atime, #file_info.mtime, #file_info.ctime]]),
    show("errors", [file:read_file_info(N) || N <- ["none", "a/b", "", {a}, [0]]]),
    show("options", [element(1, catch file:read_file_info("a", O))
                     || O <- [[], [raw], [{time, posix}], [{time, bad}], [x], [raw, {time, universal}]]]),
    show("types", [type(file:read_file_info(N)) || N <- ["/tmp", "/dev/null", ".", "a"]]),
    {ok, Fd} = file:open("a", [read, raw, binary]),
    {ok, J} = prim_file:read_handle_info(Fd),
    show("handle", {J#file_info.size, J#file_info.type, I#file_info.inode =:= J#file_info.inode}),
    file:close(Fd),
    file:delete("a");
case_of(set_info) ->
    w("a", "12345"),
    Time = {{2001, 2, 3}, {4, 5, 6}},
    [begin
         show("set", file:write_file_info("a", Info, Options)),
         {ok, Now} = file:read_file_info("a", Options),
         show("now", {Now#file_info.mode, Now#file_info.mtime, Now#file_info.atime})
     end || {Info, Options} <- [
         {#file_info{mode = 8#640, mtime = Time, atime = Time}, []},
         {#file_info{mode = 8#6755, mtime = 1000, atime = 0}, [{time, posix}]},
         {#file_info{mode = 8#600, mtime = Time, atime = Time}, [{time, universal}]},
         {#file_info{mode = 8#100644, mtime = 5, atime = 17}, [{time, posix}]}]],
    show("kept", file:write_file_info("a", #file_info{mtime = Time})),
    show("errors", [file:write_file_info(N, #file_info{mode = M, mtime = T})
                    || {N, M, T} <- [{"none", 8#600, Time}, {"a", a, Time}, {"a", -1, Time}, {"a", 1 bsl 32, Time},
                                     {"a", 8#600, 5}, {"a", 8#600, {{1, 2}, 3}}, {{a}, 8#600, Time}]]),
    show("owner", [file:write_file_info("a", #file_info{uid = U, gid = -1}) || U <- [-1, a, 1 bsl 31]]),
    show("short", [file:change_mode("a", 8#604), file:change_time("a", Time), file:change_time("a", Time, {{2011, 1, 1}, {0, 0, 0}}),
                   file:change_owner("a", -1), file:change_group("a", -1), file:change_owner("a", -1, -1)]),
    {ok, I} = file:read_file_info("a"),
    show("then", I#file_info.mode),
    show("errors", [file:change_mode("none", 1), catch file:change_mode("a", x), catch file:change_time("a", y), file:change_owner("none", 1)]),
    file:delete("a");
case_of(names) ->
    Wide = [$x, 228, 955, 8364],
    w(Wide, "wide"),
    show("wide", file:list_dir(".")),
    show("as binary", file:read_file(unicode:characters_to_binary(Wide))),
    show("no text", [file:write_file(<<"raw", 255>>, "raw"), file:read_file(<<"raw", 255>>)]),
    show("all", sorted(file:list_dir_all("."))),
    show("native", [file:native_name_encoding(), file:make_symlink(<<"raw", 255>>, "l"), file:read_link("l"), file:read_link_all("l")]),
    show("delete", [file:delete(N) || N <- [Wide, <<"raw", 255>>, "l"]]),
    show("deep", [file:write_file(["a", [$b], 'c', <<"d">>], "1"), file:write_file(["a", [$b], 'c'], "1"), file:list_dir(".")]),
    file:delete("abc");
case_of(wildcards) ->
    [begin filelib:ensure_dir(N), w(N, "x") end || N <- ["a.erl", "b.erl", "b.hrl", "d/c.erl", "d/e/f.erl", "d/e/g", ".hidden"]],
    show("wildcard", [filelib:wildcard(P) || P <- ["*", "*.erl", "*.{erl,hrl}", "?.hrl", "[ab].erl", "d/*", "**/*.erl", "d/**", "*/", "x*",
                                                   "d/../*.hrl", ".*", "[!a].erl", "\\*"]]),
    show("below", [filelib:wildcard(P, D) || {P, D} <- [{"*", "d"}, {"*/*", "d"}, {"*", "nowhere"}, {"**", "d/e"}]]),
    show("bad", [catch element(1, element(2, catch filelib:wildcard(P))) || P <- ["{a", a]]),
    file:del_dir_r("d"), [file:delete(N) || N <- ["a.erl", "b.erl", "b.hrl", ".hidden"]];
case_of(lib) ->
    [begin filelib:ensure_dir(N), w(N, N) end || N <- ["a.erl", "d/c.erl", "d/e/f.erl"]],
    show("is", [{filelib:is_file(N), filelib:is_regular(N), filelib:is_dir(N)} || N <- ["a.erl", "d", "none", "d/c.erl", <<"d">>]]),
    show("size", [filelib:file_size(N) || N <- ["a.erl", "none", "d/e/f.erl"]]),
    show("modified", [is_recent(filelib:last_modified("a.erl")), filelib:last_modified("none")]),
    show("source", [filelib:find_source("d/c.beam"), filelib:find_file("c.erl", "d"), filelib:find_file("x", "d")]),
    show("safe", [filelib:safe_relative_path(N, ".") || N <- ["a", "../a", "a/../b", "/a", "d/.././..", "d/./e"]]),
    file:del_dir_r("d"), file:delete("a.erl");
case_of(relative) ->
    {ok, Dir} = file:get_cwd(),
    N = length(Dir) + 1,
    show("absname", [lists:nthtail(N, filename:absname("x/y")), filename:absname("/x/../y"), filename:absname("b", "/a")]),
    show("parts", [filename:split("/a/b.c"), filename:join(["a", "/b", "c"]), filename:extension("a.b.c"), filename:rootname("a.b.c"),
                   filename:dirname("a/b/c"), filename:pathtype("x"), filename:nativename("a/b"), filename:flatten(["a", b, "c"])]);
case_of(raw) ->
    w("a", "text"),
    show("raw", [type(file:read_file_info("a", [raw])), type(file:read_link_info("a", [raw])), filelib:is_regular("a", prim_file)]),
    show("write", [file:write_file("b", ["x", <<"y">>], [raw]), file:write_file("b", "z", [append]), file:read_file("b"),
                   file:write_file("b", "", [exclusive]), file:write_file("b", a), catch file:write_file("b", [a])]),
    show("b", file:read_file("b")),
    show("errors", [file:write_file(N, "x") || N <- ["", ".", "n/x", "a/x", {a}]]),
    show("read", [file:read_file(N) || N <- ["", ".", "n/x", "a/x", {a}, "/dev/null"]]),
    [file:delete(N) || N <- ["a", "b"]].

w(Name, Data) -> ok = file:write_file(Name, Data).

sorted({ok, Names}) -> {ok, lists:sort(Names)};
sorted(Other) -> Other.

type({ok, #file_info{type = Type}}) -> Type;
type(Other) -> Other.

links({ok, #file_info{links = Links}}) -> Links.

is_recent(Time) ->
    Seconds = calendar:datetime_to_gregorian_seconds(Time),
    abs(calendar:datetime_to_gregorian_seconds(erlang:localtime()) - Seconds) < 600.
