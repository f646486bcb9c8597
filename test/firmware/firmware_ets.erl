%% A native that the board does not have, in an image made for one that has it.
-module(firmware_ets).
-export([start/0]).

start() ->
    try ets:new(table, []) of
        _ -> missing
    catch
        error:undef:Stack ->
            [{Module, Function, Args, _} | _] = Stack,
            erlang:display({Module, Function, length(Args)})
    end,
    ok.
