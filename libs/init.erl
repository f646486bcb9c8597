%% The first process and the module init: in place of OTP's init.erl
%% (erts/preloaded/src), with its functions and its protocol.  It starts the I/O
%% servers and the logger, runs what the command line asked for, and then serves
%% requests.  It runs no boot script: no application of OTP is started.
-module(init).

%% Functions that users call.
-export([get_argument/1, get_arguments/0, get_plain_arguments/0, get_status/0,
         script_id/0, script_name/0, stop/0, stop/1, restart/0, restart/1,
         reboot/0]).
%% Functions that modules of OTP call.
-export([boot/1, run_on_load_handlers/0, fetch_loaded/0, ensure_loaded/1,
         make_permanent/2, notify_when_started/1, wait_until_started/0,
         objfile_extension/0, archive_extension/0, code_path_choice/0,
         get_configfd/1, set_configfd/2]).

%% Stack traces of programs show these functions as those of OTP: without lines.
-compile(no_line_info).

-record(state, {runner, runs = starting, boot, flags = [], args = [],
                waiting = [], configs = #{}}).

%% Boot is {Mode, Start, Flags, Args}: Mode is erl or {file, Module}; Start a
%% list of {s, [binary()]}, {run, [binary()]} and {eval, [binary()]}; Flags
%% a list of {atom(), [binary()]}; Args the plain arguments, binaries.
boot(Boot) ->
    register(init, self()),
    process_flag(trap_exit, true),
    %% so that it hears of a failed start before the logger does
    process_flag(priority, max),
    boot_up(Boot).

boot_up({Mode, Start, Flags, Args} = Boot) ->
    avm_logger:tables(Flags),
    avm_user:start(),
    avm_logger:start(),
    avm_sup:start(),
    start_later(code_server),
    start_later(erts_code_purger),
    start_later(file_server_2, avm_file, file_server),
    Runner = spawn_runner(Mode, self(), Flags, Start),
    loop(#state{runner = Runner, boot = Boot, flags = Flags, args = Args}).

%% A server whose module is loaded when its first message comes.
start_later(Module) ->
    start_later(Module, Module, wait_for_request).

start_later(Name, Module, Function) ->
    register(Name, spawn(fun() ->
                             process_flag(trap_exit, true),
                             erlang:hibernate(Module, Function, [])
                         end)).

loop(State) ->
    receive
        {'EXIT', Runner, Reason} when Runner =:= State#state.runner ->
            ended(Reason, State);
        {'EXIT', _, _} ->
            loop(State);
        {stop, What} ->
            stop(What, State);
        {From, Request} when is_pid(From) ->
            loop(serve(From, Request, State));
        Request when element(1, Request) =:= io_request ->
            forward(Request),
            loop(State);
        _ ->
            loop(State)
    end.

%% Its group leader is init itself for some processes: pass requests on.
forward(Request) ->
    case whereis(user) of
        undefined -> ok;
        User -> User ! Request
    end.

ended(normal, State) ->
    [Pid ! {init, started} || Pid <- State#state.waiting],
    loop(State#state{runs = started, waiting = []});
ended(Reason, #state{boot = {{file, _}, _, _, _}} = State) ->
    %% not here: what formats terms asks this process about the command line
    spawn(fun() -> avm_crash:report(exit, Reason, []), erlang:halt(1) end),
    loop(State);
ended(Reason, _) ->
    avm_crash:boot_failed(Reason).

stop(restart, State) -> again(State#state.boot);
stop({restart, _}, State) -> again(State#state.boot);
stop({stop, Status}, _) -> finish(Status);
stop(_, _) -> finish(0).

%% Reports that are on their way get written before the end.
finish(Status) ->
    avm_logger:flush(),
    erlang:halt(Status).

again(Boot) ->
    avm_logger:flush(),
    kill([Pid || Pid <- processes(), Pid =/= self()]),
    boot_up(Boot).

kill([]) ->
    flush_mailbox();
kill([Pid | Pids]) ->
    Ref = monitor(process, Pid),
    exit(Pid, kill),
    receive {'DOWN', Ref, process, Pid, _} -> ok end,
    kill(Pids).

flush_mailbox() ->
    receive _ -> flush_mailbox() after 0 -> ok end.

%% ---------------------------------------------------------------------
%% Functions of the module
%% ---------------------------------------------------------------------

get_argument(Flag) -> request({get_argument, Flag}).
get_arguments() -> request(get_arguments).
get_plain_arguments() -> strings(request(get_plain_arguments)).
get_status() -> request(get_status).
script_id() -> request(script_id).
fetch_loaded() -> request(fetch_loaded).
ensure_loaded(Module) -> request({ensure_loaded, Module}).
make_permanent(Boot, Config) -> request({make_permanent, Boot, Config}).
notify_when_started(Pid) -> request({notify_when_started, Pid}).
get_configfd(Id) -> request({get_configfd, Id}).
set_configfd(Id, Config) -> request({set_configfd, Id, Config}).

script_name() ->
    {_, Name} = request(get_script_name),
    Name.

request(Request) ->
    init ! {self(), Request},
    receive {init, Answer} -> Answer end.

wait_until_started() ->
    receive {init, started} -> ok end.

stop() -> init ! {stop, stop}, ok.

stop(Status) when is_integer(Status), Status >= 0 ->
    init ! {stop, {stop, Status}}, ok;
stop(Slogan) ->
    case is_byte_list(Slogan) of
        true -> init ! {stop, {stop, Slogan}}, ok;
        false -> error(badarg)
    end.

is_byte_list([Byte | Bytes]) when is_integer(Byte), Byte >= 0, Byte < 256 ->
    is_byte_list(Bytes);
is_byte_list(Rest) -> Rest =:= [].

restart() -> restart([]).

restart([]) ->
    init ! {stop, restart}, ok;
restart([{mode, Mode}]) when Mode =:= embedded; Mode =:= interactive ->
    init ! {stop, {restart, Mode}}, ok;
restart(Options) when is_list(Options) ->
    error(badarg, [Options]).

reboot() -> init ! {stop, reboot}, ok.

run_on_load_handlers() -> ok.
objfile_extension() -> ".beam".
archive_extension() -> ".ez".
code_path_choice() -> relaxed.

%% ---------------------------------------------------------------------
%% Requests
%% ---------------------------------------------------------------------

serve(From, {set_configfd, Id, Config}, State) ->
    From ! {init, ok},
    State#state{configs = (State#state.configs)#{Id => Config}};
serve(From, {notify_when_started, Pid}, #state{runs = starting} = State) ->
    From ! {init, ok},
    State#state{waiting = [Pid | State#state.waiting]};
serve(From, Request, State) ->
    case answer(Request, State) of
        {answer, Answer} -> From ! {init, Answer};
        none -> ok
    end,
    State.

answer(get_arguments, S) ->
    {answer, [{Flag, strings(Words)} || {Flag, Words} <- S#state.flags]};
answer(get_plain_arguments, S) ->
    {answer, S#state.args};
answer({get_argument, Flag}, S) ->
    case [strings(Words) || {F, Words} <- S#state.flags, F =:= Flag] of
        [] -> {answer, error};
        Values -> {answer, {ok, Values}}
    end;
answer(get_status, S) -> {answer, {S#state.runs, started}};
answer(script_id, _) ->
    {answer, {"Erlang/OTP", erlang:system_info(otp_release)}};
answer(get_script_name, _) -> {answer, {[], []}};
answer({set_script_name, _}, _) -> {answer, ok};
answer(fetch_loaded, _) -> {answer, []};
answer({ensure_loaded, _}, _) -> {answer, not_allowed};
answer({make_permanent, _, _}, _) -> {answer, {error, enotsup}};
answer({notify_when_started, _}, _) -> {answer, started};
answer({get_configfd, Id}, #state{configs = Configs}) ->
    case Configs of
        #{Id := Config} -> {answer, Config};
        _ -> {answer, none}
    end;
answer(_, _) -> none.

%% ---------------------------------------------------------------------
%% The process that runs what the command line asked for
%% ---------------------------------------------------------------------

spawn_runner({file, Module}, _Init, _Flags, _Start) ->
    spawn_link(fun() -> run_file(Module) end);
spawn_runner(erl, Init, Flags, Start) ->
    spawn_link(fun() -> do_boot(Init, Flags, Start) end).

run_file(Module) ->
    group_leader(whereis(user), self()),
    try Module:start() of
        Value ->
            avm_logger:flush(),
            avm_io:write(2, ["Return value: ", avm_io:show(Value), $\n]),
            erlang:halt(status(Value))
    catch
        exit:normal -> erlang:halt(0);
        Class:Reason:Stack ->
            avm_logger:flush(),
            avm_crash:report(Class, Reason, own(Stack)),
            erlang:halt(1)
    end.

status(ok) -> 0;
status(0) -> 0;
status(_) -> 1.

%% As in OTP exits are trapped; the names of these functions are in the stack
%% traces of programs.
do_boot(Init, Flags, Start) ->
    process_flag(trap_exit, true),
    start_em(Start),
    {Init, Flags}.      % not ok: that would make a tail call of start_em/1

start_em([Start | Rest]) ->
    case whereis(user) of
        undefined -> ok;
        User -> group_leader(User, self())
    end,
    start_it(Start),
    start_em(Rest);
start_em([]) -> ok.

start_it({eval, [Text | _]}) ->
    {ok, Tokens, _} = erl_scan:string(string(Text)),
    {ok, Expressions} = erl_parse:parse_exprs(dotted(lists:reverse(Tokens))),
    {value, _, _} = erl_eval:exprs(Expressions, erl_eval:new_bindings()),
    ok;
start_it({_, []}) -> ok;
start_it({_, [Module]}) -> (atom(Module)):start();
start_it({_, [Module, Name]}) -> (atom(Module)):(atom(Name))();
start_it({s, [Module, Name | Args]}) ->
    (atom(Module)):(atom(Name))([atom(A) || A <- Args]);
start_it({run, [Module, Name | Args]}) ->
    (atom(Module)):(atom(Name))(strings(Args)).

dotted([{dot, _} | _] = Reversed) -> lists:reverse(Reversed);
dotted(Reversed) -> lists:reverse([{dot, erl_anno:new(1)} | Reversed]).

%% The frames of the program: those before ours.
own([{?MODULE, _, _, _} | _]) -> [];
own([Frame | Stack]) -> [Frame | own(Stack)];
own([]) -> [].

%% ---------------------------------------------------------------------
%% Words of the command line
%% ---------------------------------------------------------------------

atom(Binary) -> list_to_atom(string(Binary)).

strings(Words) -> [string(Word) || Word <- Words].

string(Binary) -> avm_io:decode(Binary).
