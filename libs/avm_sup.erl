%% Stands in for kernel_sup, the top supervisor of OTP's application kernel,
%% which does not run: servers that OTP starts on first use (timer) become its
%% children.  Until somebody calls it, it is a process that waits, so that
%% nothing is loaded for it when the VM starts; then it becomes a supervisor.
-module(avm_sup).
-export([start/0, init/1]).

start() ->
    Pid = spawn_link(fun sleep/0),
    register(kernel_sup, Pid),
    Pid.

sleep() ->
    process_flag(trap_exit, true),
    receive
        First ->
            self() ! First,
            Name = {local, kernel_sup},
            put('$ancestors', [init]),
            put('$initial_call', {supervisor, ?MODULE, 1}),
            {ok, State} = supervisor:init({Name, ?MODULE, []}),
            gen_server:enter_loop(supervisor, [], State, Name)
    end.

%% Callback of supervisor.
init([]) -> {ok, {#{strategy => one_for_one, intensity => 3, period => 5}, []}}.
