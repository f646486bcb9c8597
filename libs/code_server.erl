%% In place of OTP's code server (kernel/src/code_server.erl), with its protocol:
%% the process that OTP's module code asks to load, delete and purge modules, one
%% request after the other.  Which modules are loaded and where their files are
%% the VM knows by itself; here is what waits for other processes: on_load
%% functions and purges.
-module(code_server).

-export([call/1, wait_for_request/0]).
%% Functions that the VM calls.
-export([check_self/2, pending_purge_lambda/3, get_modules/2]).

%% A module whose on_load function runs, the process and its monitor, and who
%% waits for it: the process and what to do then.
-record(on_load, {module, runner, waiting}).

call(Request) ->
    Ref = monitor(process, ?MODULE),
    ?MODULE ! {code_call, self(), Request},
    receive
        {?MODULE, Reply} ->
            demonitor(Ref, [flush]),
            Reply;
        {'DOWN', Ref, process, _, _} ->
            exit({'DOWN', ?MODULE, Request})
    end.

%% erlang:check_process_code/2 of the process itself.
check_self(Pid, Module) ->
    {_, Ref} = spawn_monitor(fun() ->
                                 exit(erlang:check_process_code(Pid, Module))
                             end),
    receive {'DOWN', Ref, process, _, Answer} -> Answer end.

%% A fun whose version is being purged was called: this server is busy with
%% that purge, so when it answers the purge has ended.
pending_purge_lambda(_Module, Fun, Args) ->
    call(get_mode),
    apply(Fun, Args).

%% erl_prim_loader:get_modules/3, one after the other.
get_modules(Modules, Fun) ->
    Results = [{M, get_module(M, Fun)} || M <- Modules],
    {ok, {[{M, Result} || {M, {ok, Result}} <- Results],
          [{M, Reason} || {M, {error, Reason}} <- Results]}}.

get_module(Module, Fun) ->
    case code:get_object_code(Module) of
        {_, Binary, File} -> Fun(Module, File, Binary);
        error -> {error, enoent}
    end.

wait_for_request() -> loop([]).

loop(OnLoads) ->
    receive
        {code_call, From, Request} when is_pid(From) ->
            loop(step(handle(Request, From, OnLoads), From, OnLoads));
        {'DOWN', Ref, process, Pid, Result} ->
            loop(ended({Pid, Ref}, Result, OnLoads));
        _ ->
            loop(OnLoads)
    end.

step({wait, OnLoads}, _, _) -> OnLoads;
step(Reply, From, OnLoads) -> reply(From, Reply), OnLoads.

reply(Pid, Reply) -> Pid ! {?MODULE, Reply}.

%% ---------------------------------------------------------------------
%% Requests: {wait, OnLoads}, or what to reply
%% ---------------------------------------------------------------------

handle({load_file, Module}, From, OnLoads) when is_atom(Module) ->
    unless_pending(Module, From, OnLoads,
                   fun(_, Now) -> load_file(Module, From, Now) end);
handle({ensure_loaded, Module}, From, OnLoads) when is_atom(Module) ->
    case erlang:module_loaded(Module) of
        true -> {module, Module};
        false ->
            unless_pending(Module, From, OnLoads,
                           fun(_, Now) -> ensure_loaded(Module, From, Now) end)
    end;
handle({load_abs, File, Module}, From, OnLoads) when is_atom(Module) ->
    case is_file_name(File) of
        true -> load_abs(File, Module, From, OnLoads);
        false -> {error, badarg}
    end;
handle({load_binary, Module, File, Binary}, From, OnLoads)
  when is_atom(Module) ->
    case is_file_name(File) andalso is_binary(Binary) of
        true ->
            erlang:module_loaded(Module) andalso purge(Module),
            load_binary(Module, File, Binary, From, OnLoads);
        false -> {error, badarg}
    end;
handle({finish_loading, Prepared, Ensure}, _, OnLoads) ->
    finish_loading(Prepared, Ensure, OnLoads);
handle({delete, Module}, _, _) when is_atom(Module) ->
    try erlang:delete_module(Module) =:= true
    catch error:_ -> false
    end;
handle({purge, Module}, _, _) when is_atom(Module) -> purge(Module);
handle({soft_purge, Module}, _, _) when is_atom(Module) ->
    erts_code_purger:soft_purge(Module);
handle({stick_mod, Module}, _, _) -> avm_code:set_sticky(Module, true);
handle({unstick_mod, Module}, _, _) -> avm_code:set_sticky(Module, false);
handle({stick_dir, Dir}, _, _) -> stick_dir(Dir, true);
handle({unstick_dir, Dir}, _, _) -> stick_dir(Dir, false);
handle({is_sticky, Module}, _, _) -> code:is_sticky(Module);
handle({is_loaded, Module}, _, _) -> code:is_loaded(Module);
handle({get_object_code, Module}, _, _) -> code:get_object_code(Module);
handle(all_loaded, _, _) -> code:all_loaded();
handle(get_path, _, _) -> code:get_path();
handle(get_mode, _, _) -> code:get_mode();
handle({dir, compiler_dir}, _, _) -> code:lib_dir(compiler);
handle(stop, _, _) -> exit(shutdown);
handle(Request, _, OnLoads) ->
    log(error, " ** Codeserver*** ignoring ~w~n ", [Request]),
    {wait, OnLoads}.

is_file_name(File) when is_list(File) -> lists:all(fun is_integer/1, File);
is_file_name(File) -> is_atom(File).

purge(Module) ->
    {_, Killed} = erts_code_purger:purge(Module),
    Killed.

stick_dir(Dir, Sticky) ->
    case erl_prim_loader:list_dir(Dir) of
        {ok, Names} ->
            [avm_code:set_sticky(list_to_atom(filename:rootname(Name)), Sticky)
             || Name <- Names, filename:extension(Name) =:= ".beam"],
            ok;
        error -> error
    end.

%% ---------------------------------------------------------------------
%% Loading
%% ---------------------------------------------------------------------

ensure_loaded(Module, From, OnLoads) ->
    case erlang:module_loaded(Module) of
        true -> {module, Module};
        false ->
            case avm_code:take_waiting(Module) of
                true -> run_on_load(Module, From, fun reply_of/2, OnLoads);
                false -> load_file(Module, From, OnLoads)
            end
    end.

load_file(Module, From, OnLoads) ->
    case code:get_object_code(Module) of
        {_, Binary, File} -> try_load(Module, File, Binary, From, OnLoads);
        error -> {error, nofile}
    end.

load_abs(Name, Module, From, OnLoads) ->
    {ok, Here} = erl_prim_loader:get_cwd(),
    File = filename:absname(lists:concat([Name, code:objfile_extension()]), Here),
    case erl_prim_loader:get_file(File) of
        {ok, Binary, _} -> load_binary(Module, File, Binary, From, OnLoads);
        error -> {error, nofile}
    end.

load_binary(Module, File, Binary, From, OnLoads) ->
    unless_pending(Module, From, OnLoads,
                   fun(_, Now) -> try_load(Module, File, Binary, From, Now) end).

try_load(Module, File, Binary, From, OnLoads) ->
    case code:is_sticky(Module) of
        true ->
            log(error, "Can't load module '~w' that resides in sticky dir\n",
                [Module]),
            {error, sticky_directory};
        false ->
            loaded(erlang:load_module(Module, Binary), Module, File, From,
                   OnLoads)
    end.

loaded({error, on_load}, Module, File, From, OnLoads) ->
    run_on_load(Module, From,
                fun(Result, _) -> noted(Result, Module, File) end, OnLoads);
loaded(Result, Module, File, _, _) ->
    noted(Result, Module, File).

noted({module, _} = Result, Module, File) ->
    avm_code:set_file(Module, File),
    Result;
noted({error, on_load_failure} = Result, _, _) ->
    Result;
noted({error, What} = Result, _, File) ->
    log(error, "Loading of ~ts failed: ~p\n", [File, What]),
    Result.

%% Modules that code:prepare_loading/1 has made: all of them or none.
finish_loading(Prepared0, Ensure, OnLoads) ->
    Prepared = [P || {M, _} = P <- Prepared0,
                     not (Ensure andalso erlang:module_loaded(M))],
    Pending = [{M, pending_on_load} || {M, _} <- Prepared,
                                       lists:keymember(M, #on_load.module,
                                                       OnLoads)],
    Sticky = [{M, sticky_directory} || {M, _} <- Prepared, code:is_sticky(M)],
    case {Pending, Sticky} of
        {[], []} -> finish_loading(Prepared);
        {[], _} -> {error, Sticky};
        _ -> {error, Pending}
    end.

finish_loading(Prepared) ->
    case erlang:finish_loading([Code || {_, {Code, _}} <- Prepared]) of
        ok ->
            [avm_code:set_file(M, File) || {M, {_, File}} <- Prepared],
            ok;
        {Reason, Modules} ->
            {error, [{M, Reason} || M <- Modules]}
    end.

%% ---------------------------------------------------------------------
%% on_load functions.  Action is a function of the result and of the modules
%% whose on_load functions run; it gives what requests give.
%% ---------------------------------------------------------------------

reply_of(Result, _) -> Result.

run_on_load(Module, From, Action, OnLoads) ->
    Runner = spawn_monitor(fun() ->
                               exit(erlang:call_on_load_function(Module))
                           end),
    {wait, [#on_load{module = Module, runner = Runner,
                     waiting = [{From, Action}]} | OnLoads]}.

%% Do it now, or when the module's on_load function has returned.  For the
%% process that runs that function this would be never.
unless_pending(Module, From, OnLoads, Action) ->
    case lists:keyfind(Module, #on_load.module, OnLoads) of
        false ->
            Action(ok, OnLoads);
        #on_load{runner = {From, _}} ->
            {error, deadlock};
        #on_load{waiting = Waiting} = OnLoad ->
            New = OnLoad#on_load{waiting = [{From, Action} | Waiting]},
            {wait, lists:keyreplace(Module, #on_load.module, OnLoads, New)}
    end.

ended(Runner, Returned, OnLoads) ->
    case lists:keytake(Runner, #on_load.runner, OnLoads) of
        {value, #on_load{module = Module, waiting = Waiting}, Others} ->
            erts_code_purger:finish_after_on_load(Module, Returned =:= ok),
            tell(Waiting, on_load_result(Returned, Module), Others);
        false ->
            OnLoads
    end.

tell([{From, Action} | Waiting], Result, OnLoads) ->
    tell(Waiting, Result,
         step(Action(Result, OnLoads), From, OnLoads));
tell([], _, OnLoads) ->
    OnLoads.

on_load_result(ok, Module) ->
    {module, Module};
on_load_result(Returned, Module) ->
    is_atom(Returned) orelse warn(Module, Returned),
    {error, on_load_failure}.

%% ---------------------------------------------------------------------
%% Reports
%% ---------------------------------------------------------------------

%% In a process of its own: error_logger may have to be loaded first.
warn(Module, Returned) ->
    spawn(fun() ->
              error_logger:warning_msg(
                "The on_load function for module ~s returned:~n~P\n",
                [Module, Returned, 10])
          end).

log(Level, Format, Args) ->
    Meta = #{pid => self(), gl => group_leader(),
             time => os:system_time(microsecond),
             error_logger => #{tag => Level}},
    try logger ! {log, Level, Format, Args, Meta}
    catch error:badarg -> ok
    end.
