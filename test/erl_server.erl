%% Answers calls for test/erl_server.py: requests and answers are terms in the
%% external format, each with its length in front, on standard input and output.
%%
%% A request is a list of {Module, Function, Args}; the answer has for each
%% {ok, Result} or {error, Class, Reason}.  The functions below that are not
%% start/0 and report/1 are what requests may call besides OTP's own.
-module(erl_server).
-export([start/0, report/1, build/1, match/2, map_steps/1, identity/1]).

start() ->
    Port = open_port({fd, 0, 1}, [{packet, 4}, binary, eof]),
    loop(Port).

loop(Port) ->
    receive
        {Port, {data, Request}} ->
            port_command(Port, term_to_binary(answer(Request))),
            loop(Port);
        {Port, eof} ->
            halt()
    end.

%% On the VM: the outcomes go to a native of test/vm_server.py.
report(Calls) ->
    vm_server:result([call(Call) || Call <- Calls]).

answer(Request) ->
    try binary_to_term(Request) of
        Calls -> [call(Call) || Call <- Calls]
    catch
        error:badarg -> bad_request
    end.

call({Module, Function, Args}) ->
    try
        {ok, apply(Module, Function, Args)}
    catch
        Class:Reason -> {error, Class, Reason}
    end.

identity(Term) ->
    Term.

%% The bit string of segments, each {Type, Value, Size, Unit, Flags}.
build(Segments) ->
    << <<(segment(Segment))/bits>> || Segment <- Segments >>.

segment({integer, V, Size, 1, [big]}) -> <<V:Size>>;
segment({integer, V, Size, 1, [little]}) -> <<V:Size/little>>;
segment({integer, V, Size, 8, [big]}) -> <<V:Size/unit:8>>;
segment({integer, V, Size, 8, [little]}) -> <<V:Size/little-unit:8>>;
segment({float, V, Size, 1, [big]}) -> <<V:Size/float>>;
segment({float, V, Size, 1, [little]}) -> <<V:Size/float-little>>;
segment({binary, V, all, 1, _}) -> <<V/bits>>;
segment({binary, V, all, 8, _}) -> <<V/binary>>;
segment({binary, V, Size, 1, _}) -> <<V:Size/bits>>;
segment({binary, V, Size, 8, _}) -> <<V:Size/binary>>;
segment({utf8, V, _, _, _}) -> <<V/utf8>>;
segment({utf16, V, _, _, [big]}) -> <<V/utf16>>;
segment({utf16, V, _, _, [little]}) -> <<V/utf16-little>>;
segment({utf32, V, _, _, [big]}) -> <<V/utf32>>;
segment({utf32, V, _, _, [little]}) -> <<V/utf32-little>>.

%% What segments, each {Type, Size, Unit, Flags}, match of a bit string: the
%% values, in order, and the rest; stops at the first one that does not match.
match(Segments, Bits) ->
    match(Segments, Bits, []).

match([Segment | Segments], Bits, Values) ->
    case take(Segment, Bits) of
        {Value, Rest} -> match(Segments, Rest, [Value | Values]);
        nomatch -> {nomatch, lists:reverse(Values), Bits}
    end;
match([], Bits, Values) ->
    {lists:reverse(Values), Bits}.

take({Type, Size, Unit, Flags}, Bits) ->
    try
        take(Type, Flags, Size * Unit, Bits)
    catch
        error:{badmatch, _} -> nomatch
    end.

take(integer, [big], S, Bits) -> <<V:S, R/bits>> = Bits, {V, R};
take(integer, [little], S, Bits) -> <<V:S/little, R/bits>> = Bits, {V, R};
take(integer, [big, signed], S, Bits) -> <<V:S/signed, R/bits>> = Bits, {V, R};
take(integer, [little, signed], S, Bits) ->
    <<V:S/little-signed, R/bits>> = Bits,
    {V, R};
take(float, [big], S, Bits) -> <<V:S/float, R/bits>> = Bits, {V, R};
take(float, [little], S, Bits) -> <<V:S/float-little, R/bits>> = Bits, {V, R};
take(binary, _, S, Bits) -> <<V:S/bits, R/bits>> = Bits, {V, R};
take(utf8, _, _, Bits) -> <<V/utf8, R/bits>> = Bits, {V, R};
take(utf16, [big], _, Bits) -> <<V/utf16, R/bits>> = Bits, {V, R};
take(utf16, [little], _, Bits) -> <<V/utf16-little, R/bits>> = Bits, {V, R};
take(utf32, [big], _, Bits) -> <<V/utf32, R/bits>> = Bits, {V, R};
take(utf32, [little], _, Bits) -> <<V/utf32-little, R/bits>> = Bits, {V, R}.

%% The results of steps on a map, each {Function, Args without the map}; a step
%% that makes a map makes the one of the next step.
map_steps(Steps) ->
    map_steps(Steps, #{}, []).

map_steps([{from_list, [Pairs]} | Steps], _, Results) ->
    Map = maps:from_list(Pairs),
    map_steps(Steps, Map, [map_size(Map) | Results]);
map_steps([{merge, [Pairs]} | Steps], Map, Results) ->
    New = maps:merge(Map, maps:from_list(Pairs)),
    map_steps(Steps, New, [map_size(New) | Results]);
map_steps([{merge_into, [Pairs]} | Steps], Map, Results) ->
    New = maps:merge(maps:from_list(Pairs), Map),
    map_steps(Steps, New, [map_size(New) | Results]);
map_steps([{take, [Key]} | Steps], Map, Results) ->
    case maps:take(Key, Map) of
        {Value, New} -> map_steps(Steps, New, [Value | Results]);
        error -> map_steps(Steps, Map, [error | Results])
    end;
map_steps([{Function, Args} | Steps], Map, Results) ->
    case call({maps, Function, Args ++ [Map]}) of
        {ok, New} when is_map(New) ->
            map_steps(Steps, New, [map_size(New) | Results]);
        {ok, Result} ->
            map_steps(Steps, Map, [Result | Results]);
        {error, error, Reason} ->
            map_steps(Steps, Map, [Reason | Results])
    end;
map_steps([], Map, Results) ->
    {Map, lists:reverse(Results)}.
