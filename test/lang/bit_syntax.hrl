%% Bit syntax, for several generations of opcodes: bit_syntax_tests.erl and bit_syntax_r24_tests.erl.
-export([start/0]).

f(<<B, R/binary>>, A) -> f(R, A+B);
f(<<>>, A) -> A;
f(_, A) -> {rest,A}.
g(X, Y) -> <<X:16/little, 1.5/float, "abc", X/utf8, Y/binary, X:X/integer-unit:3>>.
h(<<S, B:S/binary, X:3, Y/utf8, F/float, "xyz", T/bitstring>>, C) when C > S -> {B,X,Y,F,T};
h(<<A:4/signed-little, B:A/signed-little-unit:7>>, _) -> {A,B};
h(<<>>, _) -> ok;
h(X, _) -> {other,X}.
i(B) -> << <<(X+1)>> || <<X:3>> <= B >>.
j(<<_:1, X:40/integer, _/binary>>) -> X;
j(<<_/utf16-little, R/binary>>) -> R;
j(<<X/utf32, R/binary>>) -> {X,R};
j(X) -> {none,X}.
k(Acc, [H|T]) -> k(<<Acc/binary, H:16, 5, (H+1)>>, T);
k(Acc, []) -> Acc.
l(X) -> << <<Y:X/float-little, "x">> || Y <- [1,2], is_integer(X) >>.
m(X) -> <<X/utf16, X/utf32-little, X/signed-native, 1:3>>.
n(B, I) -> case B of <<_:I/binary, X, _/bits>> when X > 3 -> {big,X}; <<_:I/binary, X, T/bits>> -> {X,T}; <<X:I>> -> X; _ -> no end.
e(F) -> try F() catch C:R -> {C,R} end.
p(X) -> io:format("~w~n", [X]).
start() ->
  p(f(<<1,2,3>>, 0)), p(f(<<1,2,3:4>>, 0)), p(f(<<(binary:copy(<<7>>, 300))/binary>>, 0)),
  p(g(65, <<"q">>)), p(g(16#20AC, <<>>)), p(e(fun() -> g(-1, <<>>) end)), p(e(fun() -> g(16#d800, <<>>) end)),
  p(e(fun() -> g(a, <<>>) end)), p(e(fun() -> g(65, <<1:1>>) end)), p(e(fun() -> g(65, b) end)),
  p(h(<<2,"ab",5:3,16#20AC/utf8,2.5/float,"xyz",1:5>>, 3)), p(h(<<2,"ab",5:3,16#20AC/utf8,2.5/float,"xyz",1:5>>, 1)),
  p(h(<<2:4, 99:14>>, 0)), p(h(<<>>,0)), p(h(<<1:3>>,0)), p(h(<<-1:4,1:7>>,0)), p(e(fun() -> h(foo,0) end)),
  p(i(<<1,2,3>>)), p(i(<<1:4>>)), p(j(<<0:1,12345678901:40,0:7,1>>)), p(j(<<"ab",1>>)), p(j(<<0,0,0,65>>)),p(j(<<1>>)),p(j(<<16#d8,0,1,1>>)),
  p(k(<<>>, lists:seq(1,50))), p(k(<<"start">>, [])), p(e(fun() -> k(<<1:1>>, [1]) end)), p(e(fun() -> k(<<1>>, [a]) end)),
  A = k(<<"x">>, [1]), p({k(A,[2]), k(A,[3]), k(A,[2]), A}),
  p(l(64)), p(l(32)), p(l(16)), p(e(fun() -> l(17) end)), p(e(fun() -> l(a) end)),
  p(m(65)), p(m(16#10FFFF)), p(e(fun() -> m(16#110000) end)),
  p([n(<<1,2,3,4,5:3>>, I) || I <- [0,1,2,3,4,5,-1,a,1 bsl 70, 35]]),
  p([X || <<X:4/little-signed-unit:3>> <= <<1,2,3,255,254,9:7>>]),
  p(<< <<X:1>> || X <- [1,0,1,1,1,0,0,1,1,1] >>),
  p(<< <<X:5, Y/bits>> || X <- [1,2,30], Y <- [<<1:2>>, <<>>, <<"ab">>] >>),
  Big = 123456789012345678901234567890, p(<<Big:100>>), p(<<Big:99/little>>), p(<<(-Big):128/little>>),
  <<Q:100>> = <<Big:100>>, <<Q2:99/little>> = <<Big:99/little>>, <<Q3:128/little-signed>> = <<(-Big):128/little>>, p({Q,Q2,Q3}),
  <<U:64, V:64/signed, W:63, Z:65/signed>> = <<-1:64, -1:64, -1:63, -1:65>>, p({U,V,W,Z}),
  p(e(fun() -> <<1:(id(1 bsl 62))>> end)), p(e(fun() -> <<1:(id(1 bsl 80))>> end)), p(e(fun() -> <<(id(<<1>>)):(id(2))/binary>> end)),
  ok.
id(X) -> X.
