# Lengths in bits that a word of 32 bits does not hold are refused: together 32
# parts of 16 MB have 2**32.  With the instructions of OTP 24 too.
# vm: linux32
# expect: [system_limit,system_limit,system_limit,system_limit,system_limit,67108864]
# expect: [system_limit,system_limit,system_limit,system_limit,system_limit,67108864]
segments=$(printf ',B/binary%.0s' {1..31})
cat >long.erl <<END
-module(long).
-export([start/0]).
start() ->
    B = binary:copy(<<0>>, 1 bsl 24),
    Longest = binary:copy(B, 4),
    Many = lists:duplicate(32, B),
    Results = [try F() catch error:Reason -> Reason end || F <- [
        fun() -> iolist_size(Many) end,
        fun() -> byte_size(list_to_binary(Many)) end,
        fun() -> bit_size(<<B/binary$segments>>) end,
        fun() -> byte_size(binary:copy(B, 32)) end,
        fun() -> bit_size(<<Longest/binary, 1:1>>) end,
        fun() -> byte_size(Longest) end]],
    io:format("~w~n", [Results]).
END
for options in '' '+no_bs_create_bin'; do
    # shellcheck disable=SC2086
    erlc $options long.erl && "$VM" long.beam
done
