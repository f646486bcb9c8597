%% What the modules of devices (i2c, spi, uart) share: options, the numbers of
%% peripherals, what opening one returns or raises.
-module(avm_params).
-export([get/3, renamed/2, number/3, opened/2]).

%% The value of Key in a property list or map.
get(Key, Params, Default) when is_map(Params) -> maps:get(Key, Params, Default);
get(Key, Params, Default) -> proplists:get_value(Key, Params, Default).

%% Names: [{Old, New}] of keys that AtomVM once had.
renamed(Params, Names) when is_map(Params) ->
    maps:from_list(renamed(maps:to_list(Params), Names));
renamed(Params, Names) ->
    [case lists:keyfind(Key, 1, Names) of
         {_, New} -> {New, Value};
         false -> {Key, Value}
     end || {Key, Value} <- Params].

%% The N of "i2cN", <<"i2cN">> or N; what else is is thrown, as AtomVM does
%% (it spells it so).
number(N, _, _) when is_integer(N), N >= 0 -> N;
number(Name, Prefix, What) when is_binary(Name) ->
    number(binary_to_list(Name), Prefix, What);
number(Name, Prefix, What) ->
    %% (string would do it, but takes a board's flash memory)
    try
        {Prefix, Digits} = lists:split(length(Prefix), Name),
        list_to_integer(Digits)
    catch
        error:_ -> throw({bardarg, {What, Name}})
    end.

%% A handle, or {error, unsupported} where there is nothing of the kind; all
%% else that goes wrong is raised.
opened(ok, Handle) -> Handle;
opened({error, unsupported} = Error, _) -> Error;
opened({error, einval}, _) -> error(badarg);
opened({error, Reason}, _) -> error(Reason).
