%% term_to_binary and binary_to_term: every tag, options, damaged input.
-module(etf_tests).
-export([start/0]).

e(F) -> try F() catch C:R -> {C, R} end.
p(X) -> io:format("~w~n", [X]).
id(X) -> X.

brief(B) when byte_size(B) < 100 -> B;
brief(B) -> {byte_size(B), binary:part(B, 0, 20), binary:part(B, byte_size(B), -20)}.

start() ->
  Terms = [0, 255, 256, -1, 1 bsl 31, -(1 bsl 31), (1 bsl 31) - 1, 1 bsl 63, -(1 bsl 63), 1 bsl 64, -(1 bsl 64), 1 bsl 2040 - 1, 1 bsl 2040, -(1 bsl 3000),
    1.5, -0.0, 1.0e-300, a, '', 'é', 'ł', list_to_atom(lists:duplicate(255, $x)), list_to_atom(lists:duplicate(255, 16#142)), [], "abc", [1, 256], [1|2], "ab" ++ [c],
    lists:duplicate(65535, 1), lists:duplicate(65536, 1), {}, {a, {b, [c]}}, list_to_tuple(lists:seq(1, 256)), <<>>, <<"abc">>, <<1:3>>, <<5, 1:1>>,
    #{}, #{a => 1, 2 => b, 2.0 => c, <<"k">> => [], {1} => #{x => y}}, fun lists:map/2, fun erlang:'+'/2],
  lists:foreach(fun(T) -> B = term_to_binary(T), p(brief(B)), p(byte_size(B) =:= erlang:external_size(T)), p(binary_to_term(B) =:= T),
    p({brief(term_to_binary(T, [{minor_version, 0}])), brief(term_to_binary(T, [{minor_version, 2}])), brief(term_to_binary(T, [compressed])), brief(term_to_binary(T, [{compressed, 9}]))}),
    p(binary_to_term(term_to_binary(T, [compressed])) =:= T), p(iolist_to_binary(term_to_iovec(T)) =:= B) end, Terms),
  [p(term_to_binary(T)) || T <- [1, 1000, -5, 1 bsl 40, 1.5, abc, "str", [a|b], {x, y}, <<1, 2:3>>, #{k => v}, fun lists:map/2]],
  M = maps:from_list([{K, K} || K <- lists:seq(1, 100)]), p(binary_to_term(term_to_binary(M)) =:= M),
  Deep = lists:foldl(fun(_, A) -> [A] end, [], lists:seq(1, 20000)), p(binary_to_term(term_to_binary(Deep)) =:= Deep),
  p([e(fun() -> binary_to_term(B) end) || B <- [<<131,97,1,0,0>>, <<131,108,0,0,0,0,106>>, <<131,108,0,0,0,0,97,1>>, <<131,110,0,0>>, <<131,110,1,1,0>>, <<131,110,2,0,1,0>>, <<131,77,0,0,0,1,3,255>>,
    <<131,77,0,0,0,1,8,255>>, <<131,77,0,0,0,0,0>>, <<131,77,0,0,0,1,0,255>>, <<131,77,0,0,0,1,9,255>>, <<131,116,0,0,0,2,97,1,97,1,97,1,97,2>>, <<131,99,"1.50000000000000000000e+00",0,0,0,0,0>>,
    <<131,99,"1.5x",0:216>>, <<131,70,127,240,0,0,0,0,0,0>>, <<131,107,0,0>>, <<131,118,0,2,255,255>>, <<131,113,100,0,1,$a,100,0,1,$b,97,3>>, <<131,113,100,0,1,$a,97,0,97,3>>,
    <<131,115,2,"ab">>, <<131,119,2,197,130>>, <<131,119,1,197>>, <<131,105,0,0,0,2,97,1,97,2>>, <<131,111,0,0,0,1,1,5>>, <<131,111,255,255,255,255,1,5>>, <<131,105,255,255,255,255>>, <<131,116,128,0,0,0>>]]),
  p([begin P = e(fun() -> binary_to_term(B) end), is_pid(P) orelse is_port(P) orelse is_reference(P) orelse P end || B <- [<<131,103,100,0,13,"nonode@nohost",0,0,0,1,0,0,0,2,0>>, <<131,102,100,0,13,"nonode@nohost",0,0,0,1,0>>,
    <<131,101,100,0,13,"nonode@nohost",0,0,0,1,0>>, <<131,114,0,3,100,0,13,"nonode@nohost",0,0,0,0,1,0,0,0,2,0,0,0,3>>, <<131,90,0,3,100,0,13,"nonode@nohost",0:32,1:32,2:32,3:32>>, <<131,88,100,0,13,"nonode@nohost",0,0,0,1,0,0,0,2,0,0,0,0>>, <<131,120,100,0,13,"nonode@nohost",1:64,0:32>>, <<131,89,100,0,13,"nonode@nohost",1:32,0:32>>]]),
  p([e(fun() -> binary_to_term(<<131,107,0,0>>, id(O)) end) || O <- [[], [used], [safe, used], [foo], foo, [used|foo]]]),
  p([e(fun() -> term_to_binary(a, id(O)) end) || O <- [[], [{compressed, 0}], [{compressed, 10}], [{minor_version, 3}], [foo], [deterministic], foo]]),
  p([e(fun() -> binary_to_term(B) end) || B <- [<<131,80,0,0,0,5>>, <<131,80,0,0,0,5,1,2,3>>, <<131,80,0,0,0,9,(zlibbed())/binary>>, <<131,80,0,0,0,103,(zlibbed())/binary>>]]),
  {T2, Used} = binary_to_term(<<131,80,0,0,0,103,(zlibbed())/binary,"rest">>, [used]), p({length(T2), Used}),
  N = id(10), F = fun(X) -> X + N end, p((binary_to_term(term_to_binary(F)))(5)),
  p(self() =:= binary_to_term(term_to_binary(self()))), R = make_ref(), p(R =:= binary_to_term(term_to_binary(R))),
  Cut = term_to_binary({a, [1, 2.5, <<"bin">>, "str"], #{k => 1 bsl 70}}), p([e(fun() -> binary_to_term(binary:part(Cut, 0, K)) end) || K <- lists:seq(0, byte_size(Cut) - 1)]),
  ok.

zlibbed() -> <<120,156,203,102,72,97,164,3,0,0,102,162,1,52>>.
