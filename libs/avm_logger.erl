%% Stands in for OTP's logger while the application kernel does not run: a
%% process registered as logger takes the reports of the VM and of OTP's
%% modules (gen_server, proc_lib, supervisor ...) and prints them with OTP's
%% own logger_formatter.  It keeps its settings where OTP's modules logger and
%% logger_config look for them: the table logger and persistent terms.
-module(avm_logger).

-export([tables/1, start/0, flush/0, log/2]).

%% Made by the process init, which outlives all others.  Flags are those of the
%% command line: -kernel logger_level LEVEL is heeded.
tables(Flags) ->
    case ets:whereis(logger) of
        undefined ->
            Level = level(Flags),
            ets:new(ac_tab, [set, public, named_table]),
            ets:new(logger, [set, public, named_table]),
            ets:insert(logger, [{'$primary_config$', primary(Level)},
                                {{'$handler_config$', default}, handler()}]),
            persistent_term:put({logger_config, '$primary_config$'},
                                number(Level)),
            persistent_term:put({logger_config, {'$handler_config$', default}},
                                number(all));
        _ -> ok
    end.

primary(Level) ->
    #{level => Level, filter_default => log, filters => [],
      handlers => [default], metadata => #{}}.

level([{kernel, [<<"logger_level">>, Word | _]} | Flags]) ->
    try
        Level = binary_to_existing_atom(Word, latin1),
        true = is_integer(number(Level)),
        Level
    catch
        error:_ -> level(Flags)
    end;
level([{kernel, [_, _ | Words]} | Flags]) -> level([{kernel, Words} | Flags]);
level([_ | Flags]) -> level(Flags);
level([]) -> notice.

%% Levels have the numbers of kernel's logger_internal.hrl.
number(none) -> -1;
number(emergency) -> 0;
number(alert) -> 1;
number(critical) -> 2;
number(error) -> 3;
number(warning) -> 4;
number(notice) -> 5;
number(info) -> 6;
number(debug) -> 7;
number(all) -> 10.

handler() ->
    #{id => default, module => ?MODULE, level => all, config => #{},
      filter_default => log, filters => [],
      formatter => {logger_formatter, #{legacy_header => true,
                                        single_line => false}}}.

start() ->
    Pid = spawn(fun loop/0),
    register(logger, Pid),
    Pid.

%% Wait until all that was logged before is written.
flush() ->
    case whereis(logger) of
        Pid when is_pid(Pid), Pid =/= self() ->
            Ref = monitor(process, Pid),
            Pid ! {flush, self(), Ref},
            receive
                {Ref, flushed} -> demonitor(Ref, [flush]), ok;
                {'DOWN', Ref, process, Pid, _} -> ok
            after 2000 -> ok
            end;
        _ -> ok
    end.

%% Callback of logger: a handler's log/2.
log(Event, #{formatter := Formatter}) ->
    case wanted(Event) of
        true ->
            case whereis(logger) of
                Pid when is_pid(Pid), Pid =/= self() ->
                    Pid ! {event, Event, Formatter}, ok;
                _ -> print(Event, Formatter)
            end;
        false -> ok
    end.

%% Events of other domains than the program's and OTP's main ones are dropped.
wanted(#{meta := #{domain := Domain}}) ->
    Domain =:= [] orelse Domain =:= [otp] orelse Domain =:= [otp, sasl];
wanted(_) -> true.

loop() ->
    receive
        {event, Event, Formatter} ->
            print(Event, Formatter);
        {log, Level, Format, Args, Meta} ->
            report(Level, {Format, Args}, Meta);
        {log, Level, Report, Meta} ->
            report(Level, Report, Meta);
        {flush, From, Ref} ->
            From ! {Ref, flushed};
        {'$gen_call', {_, [alias | Alias] = Tag}, _} ->
            Alias ! {Tag, {error, enotsup}};
        {'$gen_call', {From, Tag}, _} ->
            From ! {Tag, {error, enotsup}};
        _ -> ok
    end,
    loop().

%% An event of the VM itself.
report(Level, Message, Meta) ->
    [{_, #{level := Wanted}}] = ets:lookup(logger, '$primary_config$'),
    case number(Level) =< number(Wanted) of
        true -> report_wanted(Level, Message, Meta);
        false -> ok
    end.

report_wanted(Level, Message, Meta0) ->
    Meta = case Meta0 of
               #{time := _} -> Meta0;
               _ -> Meta0#{time => os:system_time(microsecond)}
           end,
    Event = #{level => Level, msg => Message, meta => Meta},
    #{formatter := Formatter} = handler(),
    print(Event, Formatter).

print(Event, {Module, Config}) ->
    try Module:format(Event, Config) of
        Text -> write(Text)
    catch
        _:_ -> write(["=REPORT====\n", avm_io:show(Event), $\n])
    end.

%% As OTP's handler does it; without an I/O server straight to the output.
write(Text) ->
    case whereis(user) of
        undefined -> avm_io:put_chars(1, unicode, latin1, Text);
        User -> io:put_chars(User, Text)
    end.
