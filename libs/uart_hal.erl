%% What a module for serial lines has, as AtomVM's behaviour of this name says.
-module(uart_hal).

-type uart() :: term().
-type peripheral() :: string() | binary().
-type params() :: [{atom(), term()}].
-export_type([uart/0, peripheral/0, params/0]).

-callback open(params()) -> uart().
-callback open(peripheral(), params()) -> uart().
-callback close(uart()) -> ok | {error, term()}.
-callback read(uart()) -> {ok, iodata()} | {error, term()}.
-callback read(uart(), Timeout :: timeout()) -> {ok, iodata()} | {error, term()}.
-callback write(uart(), iodata()) -> ok | {error, term()}.
