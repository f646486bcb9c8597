%% proc_lib and gen_event: start, start_link, init_ack, failures before it, initial call, a small event manager.
-module(proc_lib_tests).
-behaviour(gen_event).
-export([start/0, good/2, bad/1, silent/0, slow/1]).
-export([init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2, code_change/3]).

start() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    p(start_link, [proc_lib:start_link(?MODULE, good, [self(), x]), receive {'EXIT', _, R} -> R after 1000 -> none end]),
    p(start, [proc_lib:start(?MODULE, good, [self(), y]), flush()]),
    p(bad, [proc_lib:start_link(?MODULE, bad, [exit]), flush()]),
    p(throw, [proc_lib:start(?MODULE, bad, [throw])]),
    p(normal, [proc_lib:start(?MODULE, silent, [])]),
    p(timeout, [proc_lib:start(?MODULE, slow, [self()], 20)]),
    p(monitor, [begin {Ret, M} = proc_lib:start_monitor(?MODULE, good, [self(), z]), {Ret, receive {'DOWN', M, _, _, W} -> W after 1000 -> none end} end]),
    P = proc_lib:spawn(fun() -> receive stop -> ok end end),
    timer:sleep(10),
    p(initial_call, [proc_lib:initial_call(P), proc_lib:translate_initial_call(P)]),
    P ! stop,
    Me = self(),
    proc_lib:spawn_link(fun() -> Me ! {ancestors, hd(get('$ancestors')) =:= Me, is_tuple(get('$initial_call'))} end),
    p(ancestors, [receive {ancestors, A, B} -> {A, B} after 1000 -> none end]),
    p(hibernate, [hibernate()]),
    events(),
    ok.

p(Name, L) -> io:format("~p: ~p~n", [Name, L]).

flush() -> receive {'EXIT', _, R} -> [R | flush()] after 20 -> [] end.

good(Parent, What) -> proc_lib:init_ack(Parent, {ok, What}), exit({done, What}).

bad(exit) -> exit(before_ack);
bad(throw) -> throw(out).

silent() -> ok.

slow(_) -> timer:sleep(5000).

hibernate() ->
    Me = self(),
    P = spawn(fun() -> proc_lib:hibernate(erlang, apply, [fun() -> receive {wake, X} -> Me ! {woken, X} end end, []]) end),
    P ! {wake, up},
    receive {woken, X} -> X after 1000 -> none end.

events() ->
    {ok, E} = gen_event:start_link(),
    p(add, [gen_event:add_handler(E, {?MODULE, one}, one), gen_event:add_handler(E, {?MODULE, two}, two)]),
    p(which, [lists:sort(gen_event:which_handlers(E))]),
    gen_event:sync_notify(E, {add, 5}),
    gen_event:notify(E, {add, 1}),
    E ! {add, 10},
    p(call, [gen_event:call(E, {?MODULE, H}, get) || H <- [one, two]]),
    p(bad, [gen_event:call(E, nobody, get)]),
    p(delete, [gen_event:delete_handler(E, {?MODULE, one}, bye), gen_event:delete_handler(E, {?MODULE, one}, bye), gen_event:which_handlers(E)]),
    p(swap, [gen_event:swap_handler(E, {{?MODULE, two}, swapping}, {{?MODULE, three}, three}), gen_event:call(E, {?MODULE, three}, get)]),
    gen_event:sync_notify(E, remove),
    p(removed, [gen_event:which_handlers(E)]),
    p(stop, [gen_event:stop(E)]).

init({three, From}) -> {ok, {three, From}};
init(Name) -> {ok, {Name, 0}}.
handle_event({add, X}, {N, T}) -> {ok, {N, T + X}};
handle_event(remove, _) -> remove_handler.
handle_call(get, S) -> {ok, S, S}.
handle_info({add, X}, {N, T}) -> {ok, {N, T + X}};
handle_info(_, S) -> {ok, S}.
terminate(swapping, {_, T}) -> T;
terminate(Why, S) -> io:format("terminate ~p ~p~n", [Why, S]), {terminated, S}.
code_change(_, S, _) -> {ok, S}.
