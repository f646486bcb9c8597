%% What a module for SPI buses has, as AtomVM's behaviour of this name says.
-module(spi_hal).

-type spi() :: term().
-type device() :: atom().
-type transaction() :: #{command => integer(), address => non_neg_integer(),
                         write_data => binary(), write_bits => non_neg_integer(),
                         read_bits => non_neg_integer()}.
-export_type([spi/0, device/0, transaction/0]).

-callback open(Params :: [{atom(), term()}] | map()) -> spi().
-callback close(spi()) -> ok | {error, term()}.
-callback read_at(spi(), device(), Address :: non_neg_integer(), Bits :: non_neg_integer()) ->
    {ok, integer()} | {error, term()}.
-callback write_at(spi(), device(), Address :: non_neg_integer(), Bits :: non_neg_integer(),
                   Data :: integer()) ->
    {ok, integer()} | {error, term()}.
-callback write(spi(), device(), transaction()) -> ok | {error, term()}.
-callback write_read(spi(), device(), transaction()) -> {ok, binary()} | {error, term()}.
