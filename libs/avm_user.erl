%% The I/O servers user and standard_error: Erlang's I/O protocol (stdlib
%% User's Guide, "The Erlang I/O Protocol") on the natives of avm_io, with the
%% behaviour of kernel's user.erl and standard_error.erl under -noshell.
-module(avm_user).

-export([start/0, serve/1]).

%% input: the natives' descriptor or none; encoding: of the device; mode: list
%% or binary; buffer: data that was read or given back, in order; part: bytes
%% of a UTF-8 character whose end was not read yet; eof: nothing more comes.
-record(io, {output, input = none, encoding = latin1, mode = list,
             buffer = [], part = <<>>, eof = false}).

start() ->
    register(user, User = spawn(fun() -> init(#io{output = 1, input = 0}) end)),
    register(standard_error, spawn(fun() -> init(#io{output = 2}) end)),
    User.

%% Go on as the server of a console (of firmware: libs/avm_board.erl).
serve(Output) ->
    loop(#io{output = Output, input = 0, encoding = unicode}).

init(Io) ->
    process_flag(trap_exit, true),
    loop(Io).

loop(Io) ->
    receive
        {io_request, From, ReplyAs, Request} when is_pid(From) ->
            {Reply, New} = request(Request, Io),
            From ! {io_reply, ReplyAs, Reply},
            loop(New);
        _ ->
            loop(Io)
    end.

%% -> {Reply, State}
request({put_chars, Encoding, Chars}, Io) ->
    {put_chars(Encoding, Chars, Io), Io};
request({put_chars, Encoding, M, F, Args}, Io) ->
    try apply(M, F, Args) of
        Chars -> {put_chars(Encoding, Chars, Io), Io}
    catch
        _:_ -> {{error, put_chars}, Io}
    end;
request({put_chars, Chars}, Io) ->
    {put_chars(latin1, Chars, Io), Io};
request({put_chars, M, F, Args}, Io) ->
    request({put_chars, latin1, M, F, Args}, Io);
request(getopts, Io) ->
    {options(Io), Io};
request({setopts, Options}, Io) when is_list(Options) ->
    set_options(Options, Io, Io);
request({get_geometry, What}, Io) when What =:= columns; What =:= rows ->
    {{error, enotsup}, Io};
request({requests, Requests}, Io) when is_list(Requests) ->
    requests(Requests, ok, Io);
request(Request, #io{input = none} = Io) ->
    {{error, {request, Request}}, Io};
request({get_chars, Encoding, Prompt, N}, Io) ->
    input(Prompt, {io_lib, collect_chars, N}, Encoding, collect_chars, Io);
request({get_line, Encoding, Prompt}, Io) ->
    input(Prompt, {io_lib, collect_line, []}, Encoding, collect_line, Io);
request({get_until, Encoding, Prompt, M, F, Args}, Io) ->
    input(Prompt, {io_lib, get_until, {M, F, Args}}, Encoding, F, Io);
request({get_chars, Prompt, N}, Io) ->
    request({get_chars, latin1, Prompt, N}, Io);
request({get_line, Prompt}, Io) ->
    request({get_line, latin1, Prompt}, Io);
request({get_until, Prompt, M, F, Args}, Io) ->
    request({get_until, latin1, Prompt, M, F, Args}, Io);
request(Request, Io) ->
    {{error, {request, Request}}, Io}.

%% Until the first one that fails; the last one's reply counts.
requests([Request | Rest], Reply, Io) ->
    case Reply of
        {error, _} ->
            {Reply, Io};
        _ ->
            {Next, New} = request(Request, Io),
            requests(Rest, Next, New)
    end;
requests([], Reply, Io) ->
    {Reply, Io}.

put_chars(Encoding, Chars, #io{output = Output, encoding = Device})
  when Encoding =:= unicode; Encoding =:= latin1 ->
    case avm_io:put_chars(Output, Encoding, Device, Chars) of
        ok -> ok;
        error -> {error, put_chars}
    end;
put_chars(Encoding, Chars, _) ->
    {error, {request, {put_chars, Encoding, Chars}}}.

%% ---------------------------------------------------------------------
%% Options
%% ---------------------------------------------------------------------

options(#io{input = none, encoding = Encoding}) ->
    [{encoding, Encoding}];
options(#io{mode = Mode, encoding = Encoding}) ->
    [{binary, Mode =:= binary}, {encoding, Encoding}].

%% All of them are valid or none is set.
set_options([], New, _) -> {ok, New};
set_options([Option | Rest], New, Old) ->
    case set_option(Option, New) of
        error -> {{error, enotsup}, Old};
        Set -> set_options(Rest, Set, Old)
    end;
set_options(_, _, Old) -> {{error, enotsup}, Old}.

set_option(latin1, Io) -> Io#io{encoding = latin1};
set_option(unicode, Io) -> Io#io{encoding = unicode};
set_option({encoding, latin1}, Io) -> Io#io{encoding = latin1};
set_option({encoding, unicode}, Io) -> Io#io{encoding = unicode};
set_option({encoding, utf8}, Io) -> Io#io{encoding = unicode};
set_option(_, #io{input = none}) -> error;
set_option(binary, Io) -> Io#io{mode = binary};
set_option(list, Io) -> Io#io{mode = list};
set_option({binary, true}, Io) -> Io#io{mode = binary};
set_option({binary, _}, Io) -> Io#io{mode = list};
set_option({list, true}, Io) -> Io#io{mode = list};
set_option({list, _}, Io) -> Io#io{mode = binary};
set_option(_, _) -> error.

%% ---------------------------------------------------------------------
%% Input
%% ---------------------------------------------------------------------

%% Feed data to collector M:F/4 (of io_lib) until it says stop.
input(Prompt, Collector, Encoding, Name, Io) ->
    case prompt(Prompt, Io) of
        error -> {{error, Name}, Io};
        ok when Io#io.eof, Io#io.buffer =:= [] -> {eof, Io};
        ok -> collect(start, Collector, Encoding, Name, Io)
    end.

prompt('', _) -> ok;
prompt(Prompt, #io{output = Output, encoding = Device}) ->
    Chars = io_lib:format_prompt(Prompt, Device),
    avm_io:put_chars(Output, unicode, Device, Chars).

collect(State, {M, F, Arg} = Collector, Encoding, Name, Io0) ->
    {Data, Io} = next(Io0),
    try M:F(State, cast(Data, Encoding, Io), Encoding, Arg) of
        {stop, Result, Rest} ->
            {Result, give_back(Rest, Io)};
        More ->
            collect(More, Collector, Encoding, Name, Io)
    catch
        _:_ ->
            {{error, Name}, Io#io{buffer = []}}
    end.

give_back(eof, Io) -> Io;
give_back([], Io) -> Io;
give_back(<<>>, Io) -> Io;
give_back(Rest, #io{buffer = Buffer} = Io) -> Io#io{buffer = [Rest | Buffer]}.

%% The next data or eof.
next(#io{buffer = [Data | Buffer]} = Io) -> {Data, Io#io{buffer = Buffer}};
next(#io{eof = true} = Io) -> {eof, Io};
next(#io{input = Input} = Io) ->
    case avm_io:read(Input, 65536) of
        wait ->
            avm_io:select(Input),
            next(wait(Input, Io));
        Bytes when is_binary(Bytes) ->
            whole(Bytes, Io);
        _ ->            % end of file, or an error that ends the input
            next(last(Io#io{eof = true}))
    end.

%% Bytes of a character that never ended are given to the reader as they are.
last(#io{part = <<>>} = Io) -> Io;
last(#io{part = Part} = Io) -> Io#io{buffer = [Part], part = <<>>}.

%% Cut UTF-8 text after its last whole character.
whole(Bytes, #io{encoding = latin1} = Io) -> {Bytes, Io};
whole(Bytes0, #io{part = Part} = Io) ->
    Bytes = <<Part/binary, Bytes0/binary>>,
    Size = byte_size(Bytes) - cut(Bytes, 1),
    <<Whole:Size/binary, Rest/binary>> = Bytes,
    New = Io#io{part = Rest},
    case Whole of
        <<>> -> next(New);
        _ -> {Whole, New}
    end.

%% How many of the last bytes begin a character that is not complete.
cut(Bytes, N) when N =< byte_size(Bytes), N =< 3 ->
    case binary:at(Bytes, byte_size(Bytes) - N) of
        Byte when Byte < 16#80 -> 0;
        Byte when Byte < 16#C0 -> cut(Bytes, N + 1);
        Byte when Byte < 16#E0, N < 2 -> N;
        Byte when Byte >= 16#E0, Byte < 16#F0, N < 3 -> N;
        Byte when Byte >= 16#F0, N < 4 -> N;
        _ -> 0
    end;
cut(_, _) -> 0.

%% Output goes on while the server waits for input; other requests queue up.
wait(Input, Io) ->
    receive
        {avm_io, Input, ready} ->
            Io;
        {io_request, From, ReplyAs, Request}
          when is_pid(From), element(1, Request) =:= put_chars;
               is_pid(From), element(1, Request) =:= get_geometry;
               is_pid(From), Request =:= getopts ->
            {Reply, _} = request(Request, Io),
            From ! {io_reply, ReplyAs, Reply},
            wait(Input, Io)
    end.

%% Data as the reader wants it: a list of characters or a binary, in the
%% encoding of its request.
cast(eof, _, _) -> eof;
cast(Bytes, latin1, #io{mode = list, encoding = latin1}) when is_binary(Bytes) ->
    binary_to_list(Bytes);
cast(Data, Encoding, #io{mode = Mode, encoding = Device}) ->
    case unicode:characters_to_list(Data, Device) of
        Chars when is_list(Chars), Mode =:= list, Encoding =:= unicode ->
            Chars;
        Chars when is_list(Chars) ->
            encode(Chars, Mode, Encoding, Device);
        _ ->
            exit({no_translation, Device, Encoding})
    end.

encode(Chars, Mode, Encoding, Device) ->
    case unicode:characters_to_binary(Chars, unicode, Encoding) of
        Binary when is_binary(Binary), Mode =:= binary -> Binary;
        Binary when is_binary(Binary) -> binary_to_list(Binary);
        _ -> exit({no_translation, Device, Encoding})
    end.
