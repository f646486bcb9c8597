%% In place of kernel's logger on boards, as far as OTP's servers need it: reports
%% go, as plain terms, to the process that prints (avm_board:log/0).  packbeam
%% --needed --for BOARD packs it where something calls logger.
-module(logger).
-export([allow/2, macro_log/3, macro_log/4, macro_log/5]).
-compile(no_line_info).

%% Levels as in OTP by default: notice and what is more severe.
allow(info, _) -> false;
allow(debug, _) -> false;
allow(_, _) -> true.

macro_log(Location, Level, Report) ->
    macro_log(Location, Level, Report, #{}).

macro_log(_, Level, Format, Args) when is_list(Args) ->
    log({log, Level, Format, Args, #{}});
macro_log(_, Level, Report, Meta) ->
    log({log, Level, Report, Meta}).

macro_log(_, Level, Format, Args, Meta) ->
    log({log, Level, Format, Args, Meta}).

log(Message) ->
    case whereis(?MODULE) of
        undefined -> ok;
        Pid -> Pid ! Message, ok
    end.
