%% needs a foreign library
%% Natives of the module re: options, captures, errors, compiled patterns.
-module(re_options_tests).
-export([start/0]).

start() ->
    [io:format("~p ~p~n", [Name, t(F)]) || {Name, F} <- bad_options() ++ captures() ++ patterns() ++ newlines()],
    damaged(),
    travels(),
    many().

%% What a call gives or raises, with the native's entry of the stack trace.
t(F) ->
    try F()
    catch Class:Reason:Stack ->
        {Class, Reason, [{M, N, arity(A), [X || X = {error_info, _} <- L]} || {M, N, A, L} <- Stack, M =:= re]}
    end.

arity(A) when is_list(A) -> length(A);
arity(A) -> A.

bad_options() -> [
    {1, fun() -> re:run("a", "a", [foo]) end},
    {2, fun() -> re:run("a", "a", foo) end},
    {3, fun() -> re:run("a", "a", [global | foo]) end},
    {4, fun() -> re:compile("a", [notbol]) end},
    {5, fun() -> re:compile("a", [{newline, nul}]) end},
    {6, fun() -> re:compile("a", [{newline, crlf}, {newline, any}]) end},
    {7, fun() -> re:compile("a", [bsr_anycrlf, bsr_unicode]) end},
    {8, fun() -> re:run("abc", "b", [{offset, -1}]) end},
    {9, fun() -> re:run("abc", "b", [{offset, 1 bsl 31}]) end},
    {10, fun() -> re:run("abc", "b", [{offset, x}]) end},
    {11, fun() -> re:run("a", "a", [{match_limit, x}, report_errors]) end},
    {12, fun() -> re:run("a", "a", [{capture, all, index, x}]) end},
    {13, fun() -> re:run("a", "a", [{capture}]) end},
    {14, fun() -> re:compile("a", a) end},
    {15, fun() -> re:compile([a]) end},
    {16, fun() -> re:compile([300], []) end},
    {17, fun() -> re:compile([-1], [unicode]) end},
    {18, fun() -> re:compile(<<1:3>>) end},
    {19, fun() -> re:run("a", {a}) end},
    {20, fun() -> re:run("a", a) end},
    {21, fun() -> re:run(a, "a") end},
    {22, fun() -> re:run("abc", "(", []) end},
    {23, fun() -> re:run("abc", "(", [report_errors]) end},
    {24, fun() -> re:run("abc", "(", [report_errors, global]) end},
    {25, fun() -> re:run([300], "a", []) end},
    {26, fun() -> re:internal_run("a", "a", [], foo) end},
    {27, fun() -> re:replace("a", {x}, "b") end},
    {28, fun() -> re:replace("a", "(", "b") end},
    {29, fun() -> re:replace("a", "a", "b", [foo]) end},
    {30, fun() -> re:split("a", "a", [foo]) end},
    {31, fun() -> re:split("a", "(") end},
    {32, fun() -> re:run("abc", "c", [{offset, 3}]) end},
    {33, fun() -> re:run("aa", "a", [global, {offset, 7}]) end},
    {34, fun() -> re:run(<<1:7>>, "a") end}].

captures() -> [
    {all, fun() -> re:run("xaby", "(a)(b)(c)?", [{capture, all}]) end},
    {trailing, fun() -> re:run("xay", "(z)?(a)(b)?(c)?", [{capture, all, list}]) end},
    {but_first, fun() -> re:run("xaby", "(a)(b)(c)?", [{capture, all_but_first, binary}]) end},
    {first, fun() -> re:run("xaby", "(a)(b)", [{capture, first, list}]) end},
    {none, fun() -> re:run("xaby", "(a)(b)", [{capture, none}]) end},
    {empty, fun() -> re:run("xaby", "(a)(b)", [{capture, [], binary}]) end},
    {numbers, fun() -> re:run("abc", "(b)(z)?", [{capture, [7, 0, 2, 1, 1]}]) end},
    {names, fun() -> re:run("abc", "(?<x>b)(?<yy>c)?", [{capture, ["yy", x, <<"x">>, ["y", <<"y">>], nope, <<>>], list}]) end},
    {zero, fun() -> re:run("ab", "(?<n>a)", [{capture, ["n\0x", n, "\0"], list}]) end},
    {all_names, fun() -> re:run("ab", "(?<n>a)|(?<m>b)", [{capture, all_names, list}]) end},
    {no_names, fun() -> re:run("ab", "(a)|(b)", [{capture, all_names, list}]) end},
    {dups, fun() -> re:run("b", "(?<n>a)|(?<n>b)", [dupnames, {capture, [n, 0], list}]) end},
    {dups_all, fun() -> re:run("b", "(?<n>a)|(?<n>b)|(?<a>c)", [dupnames, {capture, all_names, list}]) end},
    {dups_none, fun() -> re:run("c", "(?<n>a)|(?<n>b)|c", [dupnames, {capture, [n], index}]) end},
    {negative, fun() -> re:run("abc", "b", [{capture, [-1]}]) end},
    {improper, fun() -> re:run("a", "a", [{capture, [a | b]}]) end},
    {wrong, fun() -> re:run("abc", "b", [{capture, foo}]) end},
    {wrong_type, fun() -> re:run("abc", "b", [{capture, all, foo}]) end},
    {wrong_name, fun() -> re:run("abc", "b", [{capture, [1.5]}]) end},
    {big_number, fun() -> re:run("abc", "b", [{capture, [1 bsl 40]}]) end},
    {last_counts, fun() -> re:run("abc", "(b)", [{capture, none}, {capture, all, list}]) end},
    {global, fun() -> re:run("abcabc", "(a)(?<r>b)", [global, {capture, all_but_first, list}]) end},
    {global_names, fun() -> re:run("abcabc", "(?<q>a)(?<r>b)", [global, {capture, all_names, binary}]) end},
    {global_none, fun() -> re:run("abcabc", "b", [global, {capture, none}]) end},
    {global_wrong, fun() -> re:run("aa", "a", [global, {capture, foo}]) end},
    {part, fun() -> <<_, S/binary>> = <<"xabcabc">>, re:run(S, "bc", [{capture, all, binary}]) end},
    {unaligned, fun() -> <<_:3, S:7/binary, _:5>> = <<5:3, "xabcabc", 0:5>>, {re:run(S, "b(c)", [{capture, all, binary}]), re:run(S, "b(c)", [{offset, 3}, {capture, all, list}])} end},
    {deep, fun() -> re:run([<<"ab">>, [[$c], "d" | <<"e">>]], ["c", <<"d">>, [$.]], [{capture, all, list}]) end},
    {large, fun() -> re:run(binary:copy(<<"ab">>, 5000), "(ba)+$|(ab)+", [{capture, all, index}]) end}].

patterns() -> [
    {room_0, fun() -> {ok, M} = re:compile("(a)(b)?"), re:run("ab", setelement(2, M, 0)) end},
    {room_1, fun() -> {ok, M} = re:compile("(a)(b)?"), {re:run("ab", setelement(2, M, 1)), re:run("ac", setelement(2, M, 1))} end},
    {room_9, fun() -> {ok, M} = re:compile("(a)(b)?"), re:run("ab", setelement(2, M, 9)) end},
    {as_unicode, fun() -> {ok, M} = re:compile("(a)(b)?"), re:run("ab", setelement(3, M, 1), [{capture, all, list}]) end},
    {caseless, fun() -> {ok, M} = re:compile("(a)(b)?"), re:run("ab", M, [caseless]) end},
    {unicode, fun() -> {ok, M} = re:compile("(a)(b)?"), re:run("ab", M, [unicode]) end},
    {anchored, fun() -> {ok, M} = re:compile("b"), {re:run("ab", M), re:run("ab", M, [anchored]), re:run("ab", M, [anchored, {offset, 1}])} end},
    {shape, fun() -> [begin {ok, {re_pattern, N, U, C, B}} = re:compile(P, O), {N, U, C, is_binary(B)} end ||
        {P, O} <- [{"", []}, {"(a)(?:b)(c)", [unicode]}, {"a", [{newline, any}]}, {"(*CRLF)a", []}, {"a", [{newline, cr}, {newline, lf}]}, {"(a)", [no_auto_capture]}, {"(*UTF8)a", []}, {"(*ANYCRLF)(*UCP)a", []}]] end},
    {inspect, fun() -> {ok, M} = re:compile("(?<b>x)(?<a>y)"), {re:inspect(M, namelist), t(fun() -> re:inspect(M, foo) end)} end},
    {inspect_dups, fun() -> {ok, M} = re:compile("(?<b>x)(?<a>y)(?<b>z)", [dupnames]), re:inspect(M, namelist) end},
    {inspect_j, fun() -> {ok, M} = re:compile("(?J)(?<b>x)(?<a>y)(?<b>z)"), re:inspect(M, namelist) end},
    {inspect_none, fun() -> {ok, M} = re:compile("x"), re:inspect(M, namelist) end},
    {inspect_bad, fun() -> re:inspect(foo, namelist) end},
    {bad_1, fun() -> re:run("a", {re_pattern, 0, 0, 0, <<>>}) end},
    {bad_2, fun() -> re:run("a", {re_pattern, 0, 0, 0, x}) end},
    {bad_3, fun() -> re:run("a", {re_pattern, a, 0, 0, <<>>}) end},
    {bad_4, fun() -> re:run("a", {re_pattern, 0, 0, 0, <<0:800>>}, [global]) end},
    {bad_5, fun() -> re:inspect({re_pattern, 0, 0, 0, <<>>}, namelist) end},
    {flags, fun() -> [re:run(S, P, O) || {S, P, O} <- [
        {"ABC", "b", [caseless]}, {"a\n", "a$", []}, {"a\n", "a$", [dollar_endonly]}, {"a\nb", "a.b", []}, {"a\nb", "a.b", [dotall]}, {"ab", "a b # x", [extended]},
        {"x\nab", "ab", [firstline]}, {"ab\nx", "ab", [firstline]}, {"x\nab", "^ab$", []}, {"x\nab", "^ab$", [multiline]}, {"ab", "(a)(?<x>b)", [no_auto_capture]}, {"aaa", "a+", [ungreedy]}, {"aaa", "a+?", [ungreedy]},
        {"xab", "ab", [anchored]}, {"ab", "^a", [notbol]}, {"ab", "b$", [noteol]}, {"ab", "a*", [notempty]}, {"b", "a*", [notempty]}, {"ba", "a*", [notempty_atstart]}, {"ab", "ab", [no_start_optimize]},
        {<<"\xe9">>, "\\w", []}, {<<"\xe9">>, "\\w", [ucp]}, {"ab", "(*UTF8)a", [never_utf, report_errors]}]] end}].

newlines() -> [
    {N, fun() -> {ok, M} = re:compile("^b.$", [multiline, {newline, N}]), {ok, Plain} = re:compile("^b.$", [multiline]),
        [[re:run(S, M), re:run(S, Plain, [{newline, N}]), re:run(S, "b$", [multiline, global, {newline, N}])] || S <- ["a\nbc\n", "a\rbc\r", "a\r\nbc\r\n", [$a, 11, $b, $c, 11], "bx\r", "b\n"]] end} || N <- [cr, lf, crlf, anycrlf, any]] ++ [
    {verbs, fun() -> [re:run("a\rb\nc", P, [{capture, all, list}]) || P <- ["(*CR)a.*", "(*LF)a.*", "(*ANY)a.*", "(*CRLF)a.*", "(*ANYCRLF)^b", "(*CR)(?m)^b"]] end},
    {r, fun() -> {ok, M} = re:compile("a\\Rb"), {ok, B} = re:compile("a\\Rb", [bsr_anycrlf]), S = [$a, 11, $b], [re:run(S, M), re:run(S, M, [bsr_anycrlf]), re:run(S, B), re:run(S, B, [bsr_unicode]), re:run("a\r\nb", B), re:run(S, "(*BSR_ANYCRLF)a\\Rb")] end}].

%% Whatever happens to a compiled pattern, it is the same one or none.
damaged() ->
    {ok, {re_pattern, 1, 0, 0, B} = M} = re:compile("a(b|c)+d"),
    <<First, Rest/binary>> = B,
    Others = [<<>>, <<"re">>, <<(First bxor 255), Rest/binary>>, <<0, B/binary>>],
    Runs = [catch re:run("abcd", setelement(5, M, Other)) || Other <- Others],
    io:format("~p~n", [[Reason || {'EXIT', {Reason, _}} <- Runs]]),
    io:format("~p~n", [re:run("abcd", setelement(5, M, binary:copy(B)))]).

travels() ->
    {ok, M} = re:compile("(?<word>b+)(?<end>c)", [caseless]),
    Table = ets:new(t, []),
    ets:insert(Table, {key, M}),
    [{key, M1}] = ets:lookup(Table, key),
    M2 = binary_to_term(term_to_binary(M)),
    Self = self(),
    spawn(fun() -> receive M3 -> Self ! {got, re:run("aBBc", M3, [{capture, all_names, list}])} end end) ! M,
    receive {got, Result} -> io:format("~p~n", [Result]) end,
    io:format("~p~n", [[re:run(<<"xbbCd">>, X, [{capture, [word, 'end'], binary}]) || X <- [M, M1, M2]]]).

%% More patterns than are kept compiled.
many() ->
    Compiled = [begin {ok, M} = re:compile(["^a", integer_to_list(I), "$"]), {I, M} end || I <- lists:seq(1, 410)],
    io:format("~p~n", [length([I || {I, M} <- Compiled, re:run("a" ++ integer_to_list(I), M, [{capture, none}]) =:= match])]),
    io:format("~w~n", [[I || {I, M} <- Compiled, re:run("a77", M) =/= nomatch]]).
