%% Pulse widths, with the functions, options and replies of AtomVM's ledc (and so
%% of ESP-IDF's LED controller): on any board that has PWM.  The process
%% ledc keeps what timers and channels are set to, and fades.
-module(ledc).

-export([timer_config/1, channel_config/1, fade_func_install/1,
         fade_func_uninstall/0, set_fade_with_time/4, set_fade_with_step/5,
         fade_start/3, fade_stop/2, set_fade_time_and_start/5,
         set_fade_step_and_start/6, get_duty/2, set_duty/3, update_duty/2,
         set_duty_and_update/4, get_freq/2, set_freq/3, stop/3]).
-export([high_speed_mode/0, low_speed_mode/0, fade_no_wait/0, fade_wait_done/0]).
-export([serve/0]).
%% natives: atomvm/nif/analog.py
-export([open_nif/2, close_nif/2, set_nif/3]).

%% ESP-IDF's numbers of errors
-define(INVALID_ARG, 16#102).
-define(INVALID_STATE, 16#103).

-define(STEP, 10).      % ms between two steps of a fade by time

%% timer: number; set: duty that is to come; duty: now; fade: undefined, {Target,
%% Scale, Ms} (prepared) or {Target, Scale, Ms, From} (runs: who waits for it)
-record(channel, {timer, set = 0, duty = 0, fade}).

high_speed_mode() -> 0.
low_speed_mode() -> 1.
fade_no_wait() -> 0.
fade_wait_done() -> 1.

%% Config: {timer_num, 0..3}, {freq_hz, Hz}, {duty_resolution, Bits}, {speed_mode,
%% 0 | 1}, which makes no difference.
timer_config(Config) ->
    call({timer, value(timer_num, Config), value(freq_hz, Config),
          value(duty_resolution, Config)}).

%% Config: {channel, 0..7}, {gpio_num, Pin}, {timer_sel, Timer}, {duty, Duty}
channel_config(Config) ->
    call({channel, value(channel, Config), value(gpio_num, Config),
          proplists:get_value(timer_sel, Config, 0),
          proplists:get_value(duty, Config, 0)}).

fade_func_install(_Flags) -> call(fades).

fade_func_uninstall() -> call(no_fades).

set_fade_with_time(_Mode, Channel, Target, Ms) ->
    call({fade, Channel, Target, {time, Ms}}).

%% The duty changes by Scale after each CycleNum periods.
set_fade_with_step(_Mode, Channel, Target, Scale, CycleNum) ->
    call({fade, Channel, Target, {step, Scale, CycleNum}}).

%% FadeMode: fade_wait_done() returns when the duty is there.
fade_start(_Mode, Channel, FadeMode) -> call({fade_start, Channel, FadeMode}).

fade_stop(_Mode, Channel) -> call({fade_stop, Channel}).

set_fade_time_and_start(Mode, Channel, Target, Ms, FadeMode) ->
    then(set_fade_with_time(Mode, Channel, Target, Ms),
         fun() -> fade_start(Mode, Channel, FadeMode) end).

set_fade_step_and_start(Mode, Channel, Target, Scale, CycleNum, FadeMode) ->
    then(set_fade_with_step(Mode, Channel, Target, Scale, CycleNum),
         fun() -> fade_start(Mode, Channel, FadeMode) end).

get_duty(_Mode, Channel) -> call({get_duty, Channel}).

%% It counts from update_duty/2 on.
set_duty(_Mode, Channel, Duty) -> call({set_duty, Channel, Duty}).

update_duty(_Mode, Channel) -> call({update_duty, Channel}).

set_duty_and_update(Mode, Channel, Duty, _HPoint) ->
    then(set_duty(Mode, Channel, Duty), fun() -> update_duty(Mode, Channel) end).

get_freq(_Mode, Timer) -> call({get_freq, Timer}).

set_freq(_Mode, Timer, Hz) -> call({set_freq, Timer, Hz}).

stop(_Mode, Channel, IdleLevel) -> call({stop, Channel, IdleLevel}).

value(Key, Config) -> proplists:get_value(Key, Config, undefined).

then(ok, Next) -> Next();
then(Error, _) -> Error.

%% ---------------------------------------------------------------- the process

call(Request) ->
    Pid = server(),
    Monitor = monitor(process, Pid),
    Pid ! {self(), Monitor, Request},
    receive
        {Monitor, Reply} ->
            demonitor(Monitor, [flush]),
            Reply;
        {'DOWN', Monitor, process, _, Reason} ->
            {error, Reason}
    end.

server() ->
    case whereis(?MODULE) of
        undefined ->
            Pid = spawn(?MODULE, serve, []),
            try register(?MODULE, Pid) of
                true -> Pid
            catch
                error:badarg ->     % somebody was quicker
                    exit(Pid, kill),
                    server()
            end;
        Pid -> Pid
    end.

serve() -> loop(#{}).

%% State: {timer, N} => {Hz, Bits}, {channel, N} => #channel{}, fades => true
loop(State) ->
    receive
        {Pid, Ref, Request} when is_pid(Pid) ->
            case request(Request, State, {Pid, Ref}) of
                {noreply, New} -> loop(New);
                {Reply, New} ->
                    Pid ! {Ref, Reply},
                    loop(New)
            end;
        {timeout, _, {step, N}} -> loop(step(N, State));
        _ -> loop(State)
    end.

request({timer, N, Hz, Bits}, State, _)
  when N >= 0, N =< 3, is_integer(Hz), Hz > 0, is_integer(Bits), Bits > 0, Bits =< 20 ->
    {ok, State#{{timer, N} => {Hz, Bits}}};
request({channel, N, Pin, Timer, Duty}, State, _) when is_map_key({timer, Timer}, State) ->
    case ?MODULE:open_nif(N, Pin) of
        ok -> output(N, #channel{timer = Timer, set = Duty, duty = Duty}, State);
        Error -> {error_of(Error), State}
    end;
request(fades, State, _) -> {ok, State#{fades => true}};
request(no_fades, State, _) -> {ok, maps:remove(fades, State)};
request({get_freq, N}, State, _) when is_map_key({timer, N}, State) ->
    {element(1, map_get({timer, N}, State)), State};
request({set_freq, N, Hz}, State, _)
  when is_map_key({timer, N}, State), is_integer(Hz), Hz > 0 ->
    {_, Bits} = map_get({timer, N}, State),
    {ok, all_of_timer(N, State#{{timer, N} => {Hz, Bits}})};
request(Request, State, From) when tuple_size(Request) >= 2 ->
    case State of
        #{{channel, element(2, Request)} := Channel} ->
            of_channel(Request, Channel, State, From);
        #{} -> {{error, ?INVALID_ARG}, State}
    end.

of_channel({get_duty, _}, Channel, State, _) -> {Channel#channel.duty, State};
of_channel({set_duty, N, Duty}, Channel, State, _) ->
    case is_duty(Duty, Channel, State) of
        true -> {ok, State#{{channel, N} => Channel#channel{set = Duty}}};
        false -> {{error, ?INVALID_ARG}, State}
    end;
of_channel({update_duty, N}, #channel{set = Duty} = Channel, State, _) ->
    output(N, Channel#channel{duty = Duty}, State);
of_channel({stop, N, Level}, _, State, _) when Level =:= 0; Level =:= 1 ->
    {error_of(?MODULE:close_nif(N, Level)), maps:remove({channel, N}, State)};
of_channel({fade_stop, N}, Channel, State, _) ->
    {ok, ended(N, Channel, State)};
of_channel({fade, N, Target, How}, Channel, #{fades := true} = State, _) ->
    case is_duty(Target, Channel, State) of
        true -> {ok, State#{{channel, N} => Channel#channel{fade = fade(Target, How, Channel, State)}}};
        false -> {{error, ?INVALID_ARG}, State}
    end;
of_channel({fade_start, N, Mode}, #channel{fade = {Target, Scale, Ms}} = Channel, State, From) ->
    Waits = case Mode of 1 -> From; _ -> none end,
    erlang:start_timer(Ms, self(), {step, N}),
    New = State#{{channel, N} => Channel#channel{fade = {Target, Scale, Ms, Waits}}},
    {case Mode of 1 -> noreply; _ -> ok end, New};
of_channel(_, _, State, _) -> {{error, ?INVALID_STATE}, State}.

is_duty(Duty, #channel{timer = Timer}, State) ->
    {_, Bits} = map_get({timer, Timer}, State),
    is_integer(Duty) andalso Duty >= 0 andalso Duty =< 1 bsl Bits.

%% {Target, what is added or taken off at a step, ms of a step}
fade(Target, {time, Ms}, #channel{duty = Duty}, _) ->
    Steps = max(1, Ms div ?STEP),
    {Target, max(1, (abs(Target - Duty) + Steps - 1) div Steps), min(Ms, ?STEP)};
fade(Target, {step, Scale, CycleNum}, #channel{timer = Timer}, State) ->
    {Hz, _} = map_get({timer, Timer}, State),
    {Target, max(1, Scale), max(1, CycleNum * 1000 div Hz)}.

step(N, State) ->
    case State of
        #{{channel, N} := #channel{fade = {Target, Scale, Ms, _}, duty = Duty} = Channel} ->
            Next = if Duty < Target -> min(Target, Duty + Scale);
                      true -> max(Target, Duty - Scale)
                   end,
            Moved = Channel#channel{set = Next, duty = Next},
            {_, New} = output(N, Moved, State),
            case Next of
                Target -> ended(N, Moved, New);
                _ ->
                    erlang:start_timer(Ms, self(), {step, N}),
                    New
            end;
        #{} -> State
    end.

ended(N, #channel{fade = Fade} = Channel, State) ->
    case Fade of
        {_, _, _, {Pid, Ref}} -> Pid ! {Ref, ok};
        _ -> ok
    end,
    State#{{channel, N} => Channel#channel{fade = undefined}}.

all_of_timer(Timer, State) ->
    maps:fold(fun({channel, N}, #channel{timer = T} = Channel, Acc) when T =:= Timer ->
                      {_, New} = output(N, Channel, Acc),
                      New;
                 (_, _, Acc) -> Acc
              end, State, State).

%% Set the output to the channel's duty: {Reply, State}
output(N, #channel{timer = Timer, duty = Duty} = Channel, State) ->
    {Hz, Bits} = map_get({timer, Timer}, State),
    Period = 1000000000 div Hz,
    case ?MODULE:set_nif(N, Period, (Period * Duty) bsr Bits) of
        ok -> {ok, State#{{channel, N} => Channel}};
        Error -> {error_of(Error), State}
    end.

error_of({error, einval}) -> {error, ?INVALID_ARG};
error_of({error, closed}) -> {error, ?INVALID_STATE};
error_of(Other) -> Other.

%% A board without PWM.
open_nif(_Channel, _Pin) -> {error, unsupported}.
close_nif(_Channel, _Level) -> {error, unsupported}.
set_nif(_Channel, _Period, _Pulse) -> {error, unsupported}.
