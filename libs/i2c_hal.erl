%% What a module for I2C buses has, as AtomVM's behaviour of this name says.
-module(i2c_hal).

-type i2c() :: term().
-type address() :: 0..127.
-type register() :: non_neg_integer().
-type done() :: ok | {error, term()}.
-type bytes_read() :: {ok, binary()} | {error, term()}.
-export_type([i2c/0, address/0, register/0]).

-callback open(Params :: [{atom(), term()}]) -> i2c().
-callback close(i2c()) -> done().
-callback begin_transmission(i2c(), address()) -> done().
-callback write_byte(i2c(), byte()) -> done().
-callback write_bytes(i2c(), binary()) -> done().
-callback end_transmission(i2c()) -> done().
-callback read_bytes(i2c(), address(), Count :: non_neg_integer()) -> bytes_read().
-callback read_bytes(i2c(), address(), register(), Count :: non_neg_integer()) ->
    bytes_read().
-callback write_bytes(i2c(), address(), binary() | byte()) -> done().
-callback write_bytes(i2c(), address(), register(), binary() | byte()) -> done().
