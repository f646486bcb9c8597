%% needs a foreign library
%% Patterns and subjects by chance, the same ones in every run: what matches where.  A line sums up ten patterns;
%% re_random_tests:show(N) prints those of line N.
-module(re_random_tests).
-export([start/0, show/1]).

start() ->
    rand:seed(exsss, {2, 3, 5}),
    [io:format("~w ~w~n", [N, summary([outcome(case_of()) || _ <- lists:seq(1, 10)])]) || N <- lists:seq(1, 24)].

show(N) ->
    rand:seed(exsss, {2, 3, 5}),
    Cases = [case_of() || _ <- lists:seq(1, 10 * N)],
    [io:format("~0p~n  ~w~n", [Case, outcome(Case)]) || Case <- lists:nthtail(10 * (N - 1), Cases)].

summary(Outcomes) ->
    {length([bad || {error, _} <- Outcomes]), length([found || Results <- Outcomes, is_list(Results), {match, _} <- Results]), erlang:phash2(Outcomes)}.

case_of() ->
    Pattern = lists:flatten(["(a?)", alternatives(2)]),
    Options = [O || O <- [caseless, multiline, dotall, ungreedy, unicode, anchored], rand:uniform(6) =:= 1],
    {Pattern, Options, [subject() || _ <- lists:seq(1, 3)]}.

subject() -> [one_of("aaabbbc1 _A\n.x") || _ <- lists:seq(1, rand:uniform(12))].

outcome({Pattern, Options, Subjects}) ->
    case re:compile(Pattern, Options) of
        {ok, Compiled} ->
            [re:run(Subject, Compiled, [report_errors]) || Subject <- Subjects] ++
            [re:run(lists:append(Subjects), Compiled, [global, {capture, all, list}]),
             re:run(hd(Subjects), Pattern, Options ++ [notbol, notempty])];
        Error -> Error
    end.

alternatives(Depth) -> lists:join($|, [sequence(Depth) || _ <- lists:seq(1, one_of([1, 1, 1, 2, 2, 3]))]).

sequence(Depth) -> [quantified(Depth) || _ <- lists:seq(1, rand:uniform(3))].

quantified(Depth) ->
    Item = item(Depth, rand:uniform(100)),
    case rand:uniform(10) of
        N when N =< 4 -> [Item, one_of(["*", "+", "?", "{2}", "{1,2}", "{0,1}", "{2,}"]), one_of(["", "", "", "?", "+"])];
        _ -> Item
    end.

item(Depth, N) when Depth =:= 0; N =< 50 -> leaf();
item(Depth, N) when N =< 64 -> ["(", alternatives(Depth - 1), ")"];
item(Depth, N) when N =< 70 -> ["(?:", alternatives(Depth - 1), ")"];
item(Depth, N) when N =< 74 -> ["(?<n", integer_to_list(rand:uniform(9999)), ">", alternatives(Depth - 1), ")"];
item(Depth, N) when N =< 78 -> [one_of(["(?=", "(?!"]), alternatives(Depth - 1), ")"];
item(_, N) when N =< 82 -> [one_of(["(?<=", "(?<!"]), [one_of(["a", "b", "[ab]", ".", "1", "\\d", "^", "\\b"]) || _ <- lists:seq(1, rand:uniform(3))], ")"];
item(Depth, N) when N =< 86 -> ["(?>", alternatives(Depth - 1), ")"];
item(Depth, N) when N =< 88 -> ["(?|", alternatives(Depth - 1), ")"];
item(_, N) when N =< 93 -> "\\1";
item(_, N) when N =< 95 -> one_of(["(?i)", "(?s)", "(?m)", "(?x)", "(?-i)", "(?U)"]);
item(Depth, N) when N =< 97 -> ["(?(1)", sequence(Depth - 1), "|", sequence(Depth - 1), ")"];
item(_, 98) -> "(?1)";
item(_, 99) -> one_of(["(?R)", "(?2)", "\\2"]);
item(_, 100) -> one_of(["(*FAIL)", "(*COMMIT)", "(*PRUNE)", "(*SKIP)", "(*THEN)"]).

leaf() ->
    one_of(["a", "b", "c", "1", " ", "_", "A", ".", "\\d", "\\w", "\\s", "\\W", "\\S", "\\D", "\\R", "\\N", "\\h", "\\v", "[ab]", "[^a]", "[a-c1]",
            "[[:alpha:]]", "[\\d_]", "[^\\n]", "\\n", "\\b", "\\B", "^", "$", "\\A", "\\z", "\\Z", "\\x61", "\\Qa.b\\E", "\\X", "\\G", "ab", "x", "\\y", "[\\w-x]"]).

one_of(List) -> lists:nth(rand:uniform(length(List)), List).
