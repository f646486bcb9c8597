%% untranslated
%% erlang:hibernate/3 with arguments that can not be applied: an error that the
%% caller catches, as nothing of it is forgotten before they are looked at.
-module(hibernate_errors_tests).
-export([start/0, woken/1]).

start() ->
    show(fun() -> erlang:hibernate(id(1), f, []), ok end),
    show(fun() -> erlang:hibernate(m, id("f"), []), ok end),
    show(fun() -> erlang:hibernate(m, f, id([a | b])), ok end),
    show(fun() -> erlang:hibernate(m, f, id(x)), ok end),
    show(fun() -> [apply(id(erlang), hibernate, [m, id("f"), []])] end),
    Pid = spawn(fun() ->
                        catch erlang:hibernate(m, f, id(x)),
                        erlang:hibernate(?MODULE, woken, [self()])
                end),
    Pid ! {self(), hello},
    receive {Pid, Answer} -> io:format("~p~n", [Answer]) end.

id(X) -> X.

woken(Self) ->
    receive {From, Message} -> From ! {Self, Message} end.

show(F) ->
    try F() of
        Value -> io:format("~p~n", [Value])
    catch
        Class:Reason:Stack ->
            [First, {?MODULE, _, Arity, _} | _] = Stack,
            io:format("~p ~p ~p ~p~n", [Class, Reason, First, Arity])
    end.
