%% filename and uri_string: pure functions over paths and addresses.
-module(filename_uri_tests).
-export([start/0]).

start() ->
    Ps = ["/usr/local/bin", "foo.erl", "/a/b.c/d", "", "/", "a//b/", "../x/./y", ".hidden", "dir.ext/file", "a.b.c", <<"bin/path.txt">>, "/a/", "~/x"],
    [io:format("~p: ~p~n", [F, [filename:F(P) || P <- Ps]]) || F <- [basename, dirname, extension, rootname, split, pathtype, flatten, nativename]],
    io:format("~p~n", [[filename:basename("a/b.erl", ".erl"), filename:basename("a/b.erl", ".hrl"), filename:rootname("a/b.erl", ".erl"), filename:join(["a", "b", "/c", "d"]), filename:join("a/", "b"), filename:join(<<"a">>, "b"),
        filename:absname("x", "/home"), filename:absname("/x", "/home"), filename:join(["a", "", "b"]), filename:join(["x"])]]),
    Us = ["http://user:pw@example.org:8080/over/there?name=ferret&x=%20y#nose", "urn:oasis:names", "mailto:a@b.c", "/just/path", "http://[::1]:80/", "foo", "", "http://e/%C3%A5?q", <<"https://bin.org/x">>, "http://a b", "http://x:port/"],
    [io:format("~p~n", [case uri_string:parse(U) of M when is_map(M) -> lists:sort(maps:to_list(M)); E -> E end]) || U <- Us],
    io:format("~p~n", [[uri_string:recompose(M) || U <- Us, M <- [uri_string:parse(U)], is_map(M)]]),
    io:format("~p~n", [[uri_string:normalize(U) || U <- ["HTTP://EXAMPLE.org:80/a/./b/../c", "http://e/%7Euser", "/a/b/../../c"]]]),
    io:format("~p~n", [[uri_string:resolve(R, "http://a/b/c/d?q") || R <- ["g", "./g", "g/", "/g", "//g", "?y", "../../../g", "http://x/y", ""]]]),
    io:format("~p~n", [[uri_string:compose_query([{"a b", "c&d"}, {"e", true}, {"f", "å"}]), uri_string:dissect_query("a+b=c%26d&e&f=%C3%A5"), uri_string:quote("a b/c"), uri_string:unquote("a%20b"), uri_string:percent_decode("%41%zz")]]),
    ok.
