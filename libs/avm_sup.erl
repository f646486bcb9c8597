%% Stands in for kernel_sup, the top supervisor of OTP's application kernel,
%% which does not run: servers that OTP starts on first use (timer) become its
%% children.  Until somebody calls it, it is a process that waits, so that
%% nothing is loaded for it when the VM starts; then it becomes a supervisor.
%% kernel_safe_sup, which has servers that may end (inet_gethost_native), is the
%% same here.
-module(avm_sup).
-export([start/0, init/1]).

start() ->
    start(kernel_safe_sup),
    start(kernel_sup).

start(Name) ->
    Pid = spawn_link(fun() -> sleep({local, Name}) end),
    register(Name, Pid),
    Pid.

sleep(Name) ->
    process_flag(trap_exit, true),
    receive
        First ->
            self() ! First,
            put('$ancestors', [init]),
            put('$initial_call', {supervisor, ?MODULE, 1}),
            {ok, State} = supervisor:init({Name, ?MODULE, []}),
            gen_server:enter_loop(supervisor, [], State, Name)
    end.

%% Callback of supervisor.
init([]) -> {ok, {#{strategy => one_for_one, intensity => 3, period => 5}, []}}.
