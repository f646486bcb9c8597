%% erl_scan, erl_parse, erl_pp and erl_eval: tokens, abstract forms, errors, printing back, evaluating.
-module(erl_scan_parse_tests).
-export([start/0]).

start() ->
    [io:format("~p~n", [erl_scan:string(S)]) || S <-
        ["foo(X) -> X + 1.", "16#ff 2#101 1.5e-3 $a $\\n 1_000", "\"str\\\"ing\" 'quoted atom' _Var", "a=:=b =/= ++ -- <- <= => := || | :: ..",
         "%comment\nx", "#{a => 1}", "<<1:8/little>>", "'unterminated", "\"unterminated", "$", "1.e", "16#", "1..2", "@", "when end fun", "", "37#1", "\\"]],
    [io:format("~p~n", [parse(S)]) || S <-
        ["1 + 2 * 3.", "{a, [B | C], \"s\"}.", "fun(X) when X > 1 -> X; (_) -> 0 end.", "[X || X <- L, X > 2].", "case A of {b, _} -> 1; _ when true -> 2 end.",
         "#{k => v, w := 1}.", "M#{a => 1}.", "<<A:8, B/binary>>.", "try f() of X -> X catch error:E:S -> {E, S} after g() end.", "begin a, b end.",
         "receive {X, Y} -> X after 10 -> ok end.", "A = B = c.", "not a andalso b orelse -1.", "mod:fun_name(1, 2).", "fun lists:map/2.", "#rec{a = 1}.", "X#rec.a.",
         "if A > 1 -> b; true -> c end.", "catch throw(x).", "1 +.", "foo(.", "a b.", "[1, 2.", "end.", "fun F(0) -> 1; F(N) -> F(N-1) end."]],
    [io:format("~s~n", [erl_pp:expr(E)]) || S <- ["1 + 2 * (3 - 4).", "fun(X) when X > 1 -> X; (_) -> 0 end.", "case A of {b,_} -> 1; _ -> 2 end.",
        "[{X,Y} || X <- L, <<Y>> <= B, X > 2].", "#{a => b#{c := d}}.", "try f() catch _:_ -> error end."], {ok, [E]} <- [parse(S)]],
    form("-module(m)."), form("-export([f/1, g/2])."), form("f(0) -> zero; f(N) when N > 0, is_integer(N); N == a -> g(N, [1, 2])."),
    form("-record(r, {a, b = 1, c :: integer()})."), form("-spec f(integer()) -> atom() | [term()]."), form("-type t() :: {a, b} | #{k => v}."), form("f( -> x."),
    Binds = erl_eval:add_binding('X', 5, erl_eval:new_bindings()),
    [io:format("~s => ~p~n", [S, eval(S, Binds)]) || S <-
        ["1 + 2 * 3.", "X * X.", "lists:sum([1, 2, X]).", "[Y * 2 || Y <- lists:seq(1, X), Y rem 2 =:= 1].", "case X of 5 -> five; _ -> other end.", "Z = X + 1, Z * 2.",
         "(fun(A, B) -> A - B end)(X, 1).", "#{a => X}.", "<<X:16>>.", "<<A:8, B/binary>> = <<\"abc\">>, {A, B}.", "try 1 / 0 catch error:E -> {caught, E} end.",
         "catch throw(ball).", "if X > 3 -> big; true -> small end.", "begin self() ! msg, receive M -> M after 0 -> none end end.", "{ok, Q} = {ok, 2}, Q.", "fun F(0) -> 1; F(N) -> N * F(N - 1) end.",
         "(fun F(0) -> 1; F(N) -> N * F(N - 1) end)(X).", "\"abc\" ++ [X].", "X = 6.", "Unbound + 1.", "1 / 0.", "nomod:nofun().", "hd([]).", "length([a|b]).", "is_atom(X) orelse is_integer(X).",
         "Map = #{k => 1}, #{k := V} = Map, Map#{k := V + 1}.", "<< <<(N * 2)>> || <<N>> <= <<1, 2, 3>> >>.", "apply(lists, reverse, [[1, 2]])."]],
    io:format("~p~n", [erl_parse:normalise({cons, 1, {integer, 1, 1}, {nil, 1}})]),
    io:format("~p~n", [erl_parse:abstract({a, [1, 2.5], "str", <<"bin">>, #{k => v}})]),
    {ok, Ts, _} = erl_scan:string("{foo, [bar, 1.5], \"x\", #{a => <<1>>}}."),
    io:format("~p~n", [erl_parse:parse_term(Ts)]),
    io:format("~p~n", [erl_scan:string("a \n b.", {7, 3}, [return, text])]),
    io:format("~p~n", [[erl_scan:reserved_word(W) || W <- ['fun', 'end', foo, 'maybe']]]),
    io:format("~p~n", [erl_scan:tokens([], "foo(1). rest", 1)]),
    {more, Cont} = erl_scan:tokens([], "foo(", 1),
    io:format("~p~n", [erl_scan:tokens(Cont, "2).\n", 1)]),
    io:format("~p~n", [[erl_parse:format_error(["syntax error before: ", "x"]), erl_scan:format_error({illegal, character})]]),
    ok.

parse(S) ->
    case erl_scan:string(S) of
        {ok, Tokens, _} -> erl_parse:parse_exprs(Tokens);
        Error -> Error
    end.

form(S) ->
    {ok, Tokens, _} = erl_scan:string(S),
    case erl_parse:parse_form(Tokens) of
        {ok, F} -> io:format("~p~n~s~n", [F, erl_pp:form(F)]);
        {error, {L, M, D}} -> io:format("~p ~s~n", [L, M:format_error(D)])
    end.

eval(S, Binds) ->
    {ok, Exprs} = parse(S),
    try erl_eval:exprs(Exprs, Binds) of
        {value, F, _} when is_function(F) -> {a_fun, erlang:fun_info(F, arity)};
        {value, V, New} -> {V, lists:sort(erl_eval:bindings(New))}
    catch
        C:R -> {C, R}
    end.
