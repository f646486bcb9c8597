%% An interpreter for a small language of eight instructions, and a stack machine with a compiler for expressions.
-module(brainf_tests).
-export([start/0]).

start() ->
    io:format("~s~n", [run("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.", "")]),
    io:format("~s~n", [run(",[.,]", "echo this")]),
    io:format("~s~n", [run(">,[>,]<[.<]", "reverse")]),
    io:format("~p~n", [run("++>+++++[<+>-]<.", "")]),
    io:format("~s~n", [run("++++++[>++++++++++<-]>+++++.>++++++++++[>++++++++++>+++++++>+++<<<-]>>++++.>+.", "")]),
    [io:format("~s = ~p; code ~p~n", [S, vm(compile(parse(S)), []), compile(parse(S))]) || S <- ["1+2*3", "(1+2)*3", "10-4-3", "2*(3+4)*5-1", "100/7/2", "-(3+4)", "2^3^2"]],
    [io:format("~s: ~p~n", [S, try parse(S) catch throw:E -> E end]) || S <- ["1+", "(1", "1)", "a", ""]],
    io:format("~p~n", [forth("5 dup * 3 + .  1 2 swap . . : sq dup * ; 7 sq . 10 0 / ")]),
    ok.

run(Code, Input) -> exec(build(Code), [], 0, [], Input, []).

build(Code) -> {Prog, []} = block(Code, []), Prog.

block([], Acc) -> {lists:reverse(Acc), []};
block([$] | T], Acc) -> {lists:reverse(Acc), T};
block([$[ | T], Acc) -> {B, Rest} = block(T, []), block(Rest, [{loop, B} | Acc]);
block([C | T], Acc) -> block(T, [C | Acc]).

exec(Prog, L, C, R, In, Out) -> {_, _, _, _, Out1} = steps(Prog, L, C, R, In, Out), lists:reverse(Out1).

steps([], L, C, R, In, Out) -> {L, C, R, In, Out};
steps([I | T], L, C, R, In, Out) ->
    case I of
        $+ -> steps(T, L, (C + 1) band 255, R, In, Out);
        $- -> steps(T, L, (C - 1) band 255, R, In, Out);
        $> -> {C1, R1} = pop(R), steps(T, [C | L], C1, R1, In, Out);
        $< -> {C1, L1} = pop(L), steps(T, L1, C1, [C | R], In, Out);
        $. -> steps(T, L, C, R, In, [C | Out]);
        $, -> {C1, In1} = pop(In), steps(T, L, C1, R, In1, Out);
        {loop, _} when C =:= 0 -> steps(T, L, C, R, In, Out);
        {loop, B} -> {L1, C1, R1, In1, Out1} = steps(B, L, C, R, In, Out), steps([I | T], L1, C1, R1, In1, Out1)
    end.

pop([]) -> {0, []};
pop([H | T]) -> {H, T}.

parse(S) ->
    case expr(S) of
        {E, ""} -> E;
        {_, Rest} -> throw({junk, Rest})
    end.

expr(S) -> {A, R} = term(S), expr(A, R).
expr(A, [Op | R]) when Op =:= $+; Op =:= $- -> {B, R1} = term(R), expr({Op, A, B}, R1);
expr(A, R) -> {A, R}.

term(S) -> {A, R} = power(S), term(A, R).
term(A, [Op | R]) when Op =:= $*; Op =:= $/ -> {B, R1} = power(R), term({Op, A, B}, R1);
term(A, R) -> {A, R}.

power(S) ->
    case factor(S) of
        {A, [$^ | R]} -> {B, R1} = power(R), {{$^, A, B}, R1};
        AR -> AR
    end.

factor([$( | R]) -> case expr(R) of {E, [$) | R1]} -> {E, R1}; {_, R1} -> throw({missing_paren, R1}) end;
factor([$- | R]) -> {E, R1} = factor(R), {{neg, E}, R1};
factor([D | _] = S) when D >= $0, D =< $9 -> {Ds, R} = lists:splitwith(fun(C) -> C >= $0 andalso C =< $9 end, S), {list_to_integer(Ds), R};
factor(S) -> throw({no_factor, S}).

compile(N) when is_integer(N) -> [{push, N}];
compile({neg, E}) -> compile(E) ++ [neg];
compile({Op, A, B}) -> compile(A) ++ compile(B) ++ [list_to_atom([Op])].

vm([], [X]) -> X;
vm([{push, N} | T], S) -> vm(T, [N | S]);
vm([neg | T], [X | S]) -> vm(T, [-X | S]);
vm(['+' | T], [B, A | S]) -> vm(T, [A + B | S]);
vm(['-' | T], [B, A | S]) -> vm(T, [A - B | S]);
vm(['*' | T], [B, A | S]) -> vm(T, [A * B | S]);
vm(['/' | T], [B, A | S]) -> vm(T, [A div B | S]);
vm(['^' | T], [B, A | S]) -> vm(T, [round(math:pow(A, B)) | S]).

forth(Src) -> forth(string:lexemes(Src, " "), [], #{}, []).

forth([], S, _, Out) -> {S, lists:reverse(Out)};
forth([":", Name | T], S, D, Out) -> {Body, [_ | Rest]} = lists:splitwith(fun(W) -> W =/= ";" end, T), forth(Rest, S, D#{Name => Body}, Out);
forth(["dup" | T], [X | S], D, Out) -> forth(T, [X, X | S], D, Out);
forth(["swap" | T], [X, Y | S], D, Out) -> forth(T, [Y, X | S], D, Out);
forth(["." | T], [X | S], D, Out) -> forth(T, S, D, [X | Out]);
forth(["/" | _], [0 | S], _, Out) -> {division_by_zero, S, lists:reverse(Out)};
forth([W | T], [X, Y | S], D, Out) when W =:= "+"; W =:= "*" -> forth(T, [case W of "+" -> X + Y; "*" -> X * Y end | S], D, Out);
forth([W | T], S, D, Out) ->
    case D of
        #{W := Body} -> forth(Body ++ T, S, D, Out);
        _ -> forth(T, [list_to_integer(W) | S], D, Out)
    end.
