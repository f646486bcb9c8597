%% What OTP's application kernel starts for module file, when it is asked for the
%% first time: init starts this process, with the name file_server_2.
-module(avm_file).
-export([file_server/0]).

%% As proc_lib starts a gen_server; init stands for the supervisor.
file_server() ->
    put('$ancestors', [init]),
    put('$initial_call', {file_server, init, 1}),
    {ok, State} = file_server:init([]),
    gen_server:enter_loop(file_server, [], State, {local, file_server_2}).
