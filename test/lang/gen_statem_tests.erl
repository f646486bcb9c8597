%% gen_statem in both callback modes: a code lock and a traffic light, with postponing, timeouts and internal events.
-module(gen_statem_tests).
-behaviour(gen_statem).
-export([start/0]).
-export([init/1, callback_mode/0, terminate/3, locked/3, open/3]).

start() ->
    process_flag(trap_exit, true),
    {ok, P} = gen_statem:start_link(?MODULE, [1, 2, 3], []),
    [press(P, D) || D <- [1, 2, 9, 1, 2, 3]],
    p(state, [gen_statem:call(P, state)]),
    p(open, [gen_statem:call(P, {push, door})]),
    timer:sleep(700),
    p(state, [gen_statem:call(P, state)]),
    p(postponed, [begin Me = self(), spawn_link(fun() -> Me ! {got, gen_statem:call(P, {push, later})} end), timer:sleep(5), [press(P, D) || D <- [1, 2, 3]], receive {got, V} -> V after 1000 -> none end end]),
    p(code, [gen_statem:call(P, {set_code, [7]}), [press(P, D) || D <- [7]], gen_statem:call(P, state)]),
    p(count, [gen_statem:call(P, count)]),
    p(stop, [gen_statem:stop(P), [X || {'EXIT', Q, X} <- flush(), Q =:= P]]),
    p(dead, [try gen_statem:call(P, state) catch exit:{R, _} -> R end]),
    machine(),
    ok.

p(Name, L) -> io:format("~p: ~p~n", [Name, L]).

press(P, D) -> gen_statem:cast(P, {button, D}).

flush() -> receive X -> [X | flush()] after 10 -> [] end.

callback_mode() -> [state_functions, state_enter].

init(Code) -> {ok, locked, #{code => Code, left => Code, opened => 0}}.

terminate(Reason, State, #{opened := N}) -> io:format("terminate ~p in ~p after ~p~n", [Reason, State, N]).

locked(enter, Old, Data = #{code := Code}) ->
    io:format("enter locked from ~p~n", [Old]),
    {keep_state, Data#{left := Code}};
locked(cast, {button, D}, Data = #{left := [D]}) -> {next_state, open, Data};
locked(cast, {button, D}, Data = #{left := [D | Rest]}) -> {keep_state, Data#{left := Rest}};
locked(cast, {button, _}, Data = #{code := Code}) -> {keep_state, Data#{left := Code}};
locked({call, From}, {set_code, C}, Data) -> {keep_state, Data#{code := C, left := C}, [{reply, From, changed}]};
locked({call, _}, {push, _}, _) -> {keep_state_and_data, [postpone]};
locked(Type, Event, Data) -> common(Type, Event, locked, Data).

open(enter, locked, Data = #{opened := N}) ->
    io:format("enter open~n"),
    {keep_state, Data#{opened := N + 1}, [{state_timeout, 300, relock}]};
open(state_timeout, relock, Data) -> {next_state, locked, Data};
open({call, From}, {push, What}, _) -> {keep_state_and_data, [{reply, From, {pushed, What}}]};
open({call, _}, {set_code, _}, _) -> {keep_state_and_data, [postpone]};
open(cast, {button, _}, _) -> keep_state_and_data;
open(Type, Event, Data) -> common(Type, Event, open, Data).

common({call, From}, state, State, _) -> {keep_state_and_data, [{reply, From, State}]};
common({call, From}, count, _, #{opened := N}) -> {keep_state_and_data, [{reply, From, N}]}.

%% The loop that gen_statem replaces, by hand: handle_event style over a list of events.
machine() ->
    Events = [coin, coin, push, push, coin, refund, push, push],
    {Final, Log} = lists:foldl(fun(E, {S, L}) -> {S1, Out} = event(E, S), {S1, [{E, Out} | L]} end, {{locked, 0}, []}, Events),
    p(turnstile, [Final, lists:reverse(Log)]).

event(coin, {locked, N}) -> {{unlocked, N + 1}, thanks};
event(coin, {unlocked, N}) -> {{unlocked, N + 1}, too_much};
event(push, {unlocked, N}) -> {{locked, N}, go};
event(push, {locked, N}) -> {{locked, N}, beep};
event(refund, {_, N}) when N > 0 -> {{locked, N - 1}, {back, 1}}.
