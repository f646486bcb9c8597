%% Timers, with the functions of AtomVM's timer_manager, over Erlang's own.  Its
%% process keeps the references of start_timer/3 for get_timer_refs/0.
-module(timer_manager).
-behaviour(gen_server).

-export([start/0, start_timer/3, cancel_timer/1, get_timer_refs/0, send_after/3]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2]).

%% {ok, Pid}
start() -> gen_server:start({local, ?MODULE}, ?MODULE, [], []).

%% {timeout, Ref, Message} to Dest in Time ms: Ref.
start_timer(Time, Dest, Message) -> call({start, Time, Dest, Message}).

%% The ms that were left, or false.
cancel_timer(Ref) -> call({cancel, Ref}).

%% Of the timers that run.
get_timer_refs() -> call(refs).

%% Message to Dest in Time ms: a reference for erlang:cancel_timer/1.
send_after(Time, Dest, Message) -> erlang:send_after(Time, Dest, Message).

call(Request) ->
    case start() of
        {ok, Pid} -> Pid;
        {error, {already_started, Pid}} -> Pid
    end,
    gen_server:call(Pid, Request).

init([]) -> {ok, []}.

handle_call(Request, _From, Refs) ->
    Running = [Ref || Ref <- Refs, erlang:read_timer(Ref) =/= false],
    case Request of
        {start, Time, Dest, Message} ->
            Ref = erlang:start_timer(Time, Dest, Message),
            {reply, Ref, [Ref | Running]};
        {cancel, Ref} ->
            {reply, erlang:cancel_timer(Ref), lists:delete(Ref, Running)};
        refs -> {reply, Running, Running}
    end.

handle_cast(_, Refs) -> {noreply, Refs}.

handle_info(_, Refs) -> {noreply, Refs}.

terminate(_, _) -> ok.
