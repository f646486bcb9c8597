%% The first process of firmware: in place of init.erl, with little memory.
%% Servers that a program may ask for are loaded when their first message comes.
-module(avm_board).
-export([start/1, serve/1, log/0]).
-compile(no_line_info).

start(Module) ->
    User = later(user, serve, [1]),
    later(standard_error, serve, [1]),
    later(logger, log, []),
    group_leader(User, self()),
    try Module:start() of
        Value ->
            avm_io:write(1, [<<"Return value: ">>, avm_io:show(Value), $\n]),
            erlang:halt(status(Value))
    catch
        Class:Reason:Stack ->
            crash(Class, Reason, Stack),
            erlang:halt(1)
    end.

status(ok) -> 0;
status(0) -> 0;
status(_) -> 1.

crash(Class, Reason, Stack) ->
    avm_io:write(1, [<<"exception ">>, atom_to_binary(Class), <<": ">>,
                     avm_io:show(Reason), $\n]),
    frames(Stack).

frames([Frame | Stack]) ->
    avm_io:write(1, [<<"  in ">>, avm_io:show(Frame), $\n]),
    frames(Stack);
frames([]) -> ok.

later(Name, Function, Args) ->
    Pid = spawn(fun() ->
                        process_flag(trap_exit, true),
                        erlang:hibernate(?MODULE, Function, Args)
                end),
    register(Name, Pid),
    Pid.

%% Erlang's I/O protocol with what programs use most; all else is up to
%% avm_user, a larger module.
serve(Fd) ->
    receive
        {io_request, From, As, {put_chars, Encoding, Chars}} when is_pid(From) ->
            reply(From, As, put(Fd, Encoding, Chars)),
            serve(Fd);
        {io_request, From, As, {put_chars, Encoding, M, F, Args}} when is_pid(From) ->
            Reply = try apply(M, F, Args) of
                        Chars -> put(Fd, Encoding, Chars)
                    catch
                        _:_ -> {error, put_chars}
                    end,
            reply(From, As, Reply),
            serve(Fd);
        {io_request, _, _, _} = Request ->
            self() ! Request,
            avm_user:serve(Fd);
        _ ->
            serve(Fd)
    end.

put(Fd, Encoding, Chars) ->
    case avm_io:put_chars(Fd, Encoding, unicode, Chars) of
        ok -> ok;
        error -> {error, put_chars}
    end.

reply(From, As, Reply) ->
    From ! {io_reply, As, Reply}.

%% Reports of processes that crashed, as plain terms.
log() ->
    receive
        {log, Level, Format, Args, _} ->
            report(Level, {Format, Args});
        {log, Level, Report, _} ->
            report(Level, Report);
        _ -> ok
    end,
    log().

report(Level, What) ->
    avm_io:write(1, [$=, atom_to_binary(Level), <<": ">>, avm_io:show(What), $\n]).
