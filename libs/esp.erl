%% The board itself, with names and replies of AtomVM's esp: on any board that has
%% it, else {error, unsupported}.
-module(esp).

-export([restart/0, reset_reason/0, freq_hz/0, timer_get_time/0]).
-export([task_wdt_init/1, task_wdt_reconfigure/1, task_wdt_deinit/0,
         task_wdt_add_user/1, task_wdt_reset_user/1, task_wdt_delete_user/1]).
-export([watchdog/1]).
%% natives: atomvm/nif/power.py
-export([freq_khz_nif/0, watchdog_start_nif/1, watchdog_feed_nif/0,
         watchdog_stop_nif/0]).

-define(WATCHDOG, esp_task_wdt).

freq_hz() ->
    case ?MODULE:freq_khz_nif() of
        KHz when is_integer(KHz) -> KHz * 1000;
        Error -> Error
    end.

%% Microseconds since the start.
timer_get_time() ->
    erlang:convert_time_unit(erlang:monotonic_time() - erlang:system_info(start_time),
                             native, microsecond).

%% The watchdog resets the board unless each user has called
%% task_wdt_reset_user/1 within the time, in ms.
task_wdt_init({Ms, _IdleCoreMask, _TriggerPanic}) ->
    case whereis(?WATCHDOG) of
        undefined ->
            case ?MODULE:watchdog_start_nif(Ms) of
                ok ->
                    register(?WATCHDOG, spawn(?MODULE, watchdog, [#{}])),
                    ok;
                Error -> Error
            end;
        _ -> {error, already_started}
    end.

task_wdt_reconfigure({Ms, _IdleCoreMask, _TriggerPanic}) ->
    case whereis(?WATCHDOG) of
        undefined -> {error, noproc};
        _ -> ?MODULE:watchdog_start_nif(Ms)
    end.

task_wdt_deinit() -> call(deinit).

%% {ok, Handle}
task_wdt_add_user(_Name) -> call(add).

task_wdt_reset_user(Handle) -> call({reset, Handle}).

task_wdt_delete_user(Handle) -> call({delete, Handle}).

call(Request) ->
    case whereis(?WATCHDOG) of
        undefined -> {error, noproc};
        Pid ->
            Ref = monitor(process, Pid),
            Pid ! {self(), Ref, Request},
            receive
                {Ref, Reply} ->
                    demonitor(Ref, [flush]),
                    Reply;
                {'DOWN', Ref, process, _, Reason} ->
                    {error, Reason}
            end
    end.

%% Users: #{Handle => whether it has called since the watchdog was fed}
watchdog(Users) ->
    receive
        {From, Ref, deinit} when map_size(Users) =:= 0 ->
            From ! {Ref, ?MODULE:watchdog_stop_nif()};
        {From, Ref, Request} ->
            {Reply, New} = request(Request, Users, Ref),
            From ! {Ref, Reply},
            watchdog(fed(New))
    end.

request(add, Users, Handle) -> {{ok, Handle}, Users#{Handle => false}};
request({reset, Handle}, Users, _) when is_map_key(Handle, Users) ->
    {ok, Users#{Handle => true}};
request({delete, Handle}, Users, _) when is_map_key(Handle, Users) ->
    {ok, maps:remove(Handle, Users)};
request(deinit, Users, _) -> {{error, busy}, Users};
request(_, Users, _) -> {{error, badarg}, Users}.

fed(Users) ->
    case map_size(Users) > 0 andalso lists:all(fun(Reset) -> Reset end, maps:values(Users)) of
        true ->
            ?MODULE:watchdog_feed_nif(),
            maps:map(fun(_, _) -> false end, Users);
        false -> Users
    end.

%% A board without them; restart/0 and reset_reason/0 are natives, too.
restart() -> {error, unsupported}.
reset_reason() -> {error, unsupported}.
freq_khz_nif() -> {error, unsupported}.
watchdog_start_nif(_Ms) -> {error, unsupported}.
watchdog_feed_nif() -> {error, unsupported}.
watchdog_stop_nif() -> {error, unsupported}.
