%% Numbers at their edges: system_limit, floats as text with every option, text in every base, large numbers both ways.
-module(bif_number_tests).
-export([start/0]).
%% The compiler's analysis of types tries the shifts by 100,000,000 and never ends.
-compile(no_type_opt).

start() ->
    limits(),
    floats(),
    readings(),
    bases(),
    large().

show(Label, Fun) ->
    io:format("~0p: ~0p~n", [Label, try Fun() catch C:R -> {C, R} end]).

%% A number is shown by its size where it is large.
size_of(N) when is_integer(N), abs(N) > 1 bsl 200 -> {bytes, byte_size(binary:encode_unsigned(abs(N))), N band 16#ffffffff};
size_of(N) -> N.

limits() ->
    Half = 1 bsl (64 * words() - 1),
    Max = Half - 1 + Half,
    [show({F, A, B}, fun() -> size_of(erlang:F(A, B)) end) || F <- ['bsl'], A <- [1, -1, 0, 3], B <- [100000000, 1 bsl 64, -(1 bsl 64), 64 * 524287, 64 * 524287 - 1, 64 * 524287 - 2, 1000, -1000, -100000000]],
    [show({F, A, B}, fun() -> size_of(erlang:F(A, B)) end) || F <- ['bsr'], A <- [1, -1, 0, 1 bsl 70], B <- [100000000, 1 bsl 64, -(1 bsl 64), -(64 * 524287), 69, 70, -1, -100000000]],
    [show(Name, fun() -> size_of(F()) end) || {Name, F} <- [{max_plus_1, fun() -> Max + 1 end}, {max_minus_1, fun() -> Max - 1 end}, {minus_max, fun() -> -Max end}, {minus_max_minus_1, fun() -> -Max - 1 end}, {max_times_2, fun() -> Max * 2 end},
        {max_times_0, fun() -> Max * 0 end}, {max_bnot, fun() -> bnot Max end}, {max_float, fun() -> float(Max) end}, {max_divided, fun() -> Max / 2 end},
        {max_plus_float, fun() -> Max + 1.0 end}, {max_compare, fun() -> [Max > 1.0e308, Max =:= Max + 0, Max == 1.5] end}]],
    [show(F, fun() -> erlang:F(X) end) || F <- [trunc, round, ceil, floor, float, abs], X <- [1.0e308, -1.0e308, 0.5, -0.5, 1.5, 2.5, -2.5, 0.49999999999999994, 4503599627370497.5, 9007199254740993.0, 1 bsl 1023, -0.0, 1.0e-300]],
    [show({F, X}, fun() -> erlang:F(X, Y) end) || F <- ['+', '-', '*', '/'], {X, Y} <- [{1.0e308, 1.0e308}, {-1.0e308, 1.0e308}, {1.0e308, 10}, {1.0e-308, 1.0e-308}, {1, 0}, {1, 0.0}, {0.0, 0.0}, {1 bsl 1024, 1}, {1, 1 bsl 1024}, {1 bsl 1024, 1.0}, {5.0e-324, 2}]],
    [show({F, X, Y}, fun() -> erlang:F(X, Y) end) || F <- ['div', 'rem', 'band', 'bor', 'bxor'], {X, Y} <- [{7, -2}, {-7, 2}, {-7, -2}, {7, 0}, {1 bsl 70, 0}, {-(1 bsl 63), -1}, {1 bsl 63, -1}, {1.0, 2}, {a, 1}, {-1, 1 bsl 70}, {-(1 bsl 70), (1 bsl 70) - 1}]].

%% Of the largest number that OTP makes; read at run time, or the compiler would make it.
words() -> list_to_integer("524287").

square(N, 0) -> N;
square(N, Times) -> square(N * N, Times - 1).

floats() ->
    Values = [0.0, -0.0, 1.0, -1.0, 0.1, 1.45, 0.5, 1.5, 2.5, 12345.6789, 1.0e15, 1.0e16, 9007199254740991.0, 9007199254740992.0, 1.0e22, 1.0e23, 1.7976931348623157e308, 5.0e-324, 2.2250738585072014e-308, 1.0e-5, 123456789012345680.0, 0.000123, 3.14159265358979, 1.0e100, 99.995, 0.045, 1.0e-10],
    Options = [[], [short], [compact], [{decimals, 0}], [{decimals, 1}], [{decimals, 2}], [{decimals, 3}, compact], [{decimals, 10}], [{decimals, 17}], [{decimals, 20}], [{decimals, 253}], [{decimals, 4}, {scientific, 3}], [{scientific, 3}, {decimals, 4}], [{scientific, 0}], [{scientific, 1}],
               [{scientific, 20}], [{scientific, 5}, compact], [{scientific, 249}], [short, compact], [{decimals, 2}, short], [short, {decimals, 2}]],
    [show({V, O}, fun() -> B = float_to_binary(V, O), B = list_to_binary(float_to_list(V, O)), B end) || V <- Values, O <- Options],
    [show(O, fun() -> float_to_list(1.5, O) end) || O <- [[{decimals, 254}], [{decimals, -1}], [{decimals, a}], [{decimals, 1 bsl 70}], [{scientific, 250}], [{scientific, -1}], [{scientific, a}], [foo], [compact | a], a, [{foo, 1}], [{decimals, 1, 2}], [[]]]],
    [show(V, fun() -> {float_to_list(V), float_to_binary(V)} end) || V <- [1, a, 1 bsl 70, "1.0", 0.1, 1.0e10]].

readings() ->
    Texts = ["1.0", "-1.0", "+1.0", "1", "1.", ".5", "1.0e5", "1.0E5", "1.0e+5", "1.0e-5", "1.0e", "1.0e400", "-1.0e400", "1.0e-400", " 1.0", "1.0 ", "1.0e5x", "1,0", "", "-", "+", "1e5", "1.0f", "00.10", "0000000000000001.5", "1.0e0005", "1_0.0", "NaN", "inf", "1.0e+", "--1.0",
             "123456789012345678901234567890.123456789", "0.1000000000000000055511151231257827", "1.7976931348623159e308", "4.9e-324", "2.0e-324"],
    [show(T, fun() -> {list_to_float(T), binary_to_float(list_to_binary(T))} end) || T <- Texts],
    Integers = ["0", "-0", "+5", "-5", "", "-", "+", " 1", "1 ", "1_000", "0x10", "12a", "--1", "+-1", "99999999999999999999", "-99999999999999999999", "000000000000000000000000001", "1.0"],
    [show(T, fun() -> {list_to_integer(T), binary_to_integer(list_to_binary(T))} end) || T <- Integers],
    [show({T, B}, fun() -> {list_to_integer(T, B), binary_to_integer(list_to_binary(T), B)} end) || {T, B} <- [{"zz", 36}, {"ZZ", 36}, {"-zZ", 36}, {"12", 2}, {"101", 2}, {"ff", 16}, {"fg", 16}, {"1", 1}, {"1", 37}, {"1", a}, {"", 16}, {"+7f", 16}, {"z", 35}, {"7FFFFFFFFFFFFFFFFFFF", 16}]],
    [show(T, fun() -> list_to_integer(T) end) || T <- [a, [a], [49 | a], [300], [-1], <<"1">>, 1, [49, 50 | 51]]],
    [show(T, fun() -> binary_to_float(T) end) || T <- [a, "1.0", <<1:3>>, <<"1.0", 0>>, 1.0]].

bases() ->
    [show({N, B}, fun() -> T = integer_to_list(N, B), T = binary_to_list(integer_to_binary(N, B)), N = list_to_integer(T, B), T end)
     || N <- [0, 1, -1, 35, -36, 255, 1 bsl 31, 1 bsl 59, -(1 bsl 59), (1 bsl 63) - 1, -(1 bsl 63), 1 bsl 64, -(1 bsl 100), 123456789012345678901234567890], B <- [2, 3, 8, 10, 16, 32, 35, 36]],
    [show({N, B}, fun() -> {integer_to_list(N, B), integer_to_binary(N, B)} end) || N <- [1, a, 1.0], B <- [1, 37, a, -1, 1 bsl 70]].

%% Sizes for which a quadratic conversion would be felt.
large() ->
    [begin
         N = square(7, 11) + Base,
         T = integer_to_binary(N, Base),
         io:format("~w ~w ~w ~w~n", [Base, byte_size(T), erlang:crc32(T), binary_to_integer(T, Base) =:= N]),
         M = -N,
         U = integer_to_list(M, Base),
         io:format("~w ~w~n", [erlang:crc32(U), list_to_integer(U, Base) =:= M])
     end || Base <- [2, 7, 10, 16, 36]],
    Nines = binary:copy(<<"9">>, 20000),
    io:format("~w~n", [integer_to_binary(binary_to_integer(Nines)) =:= Nines]),
    [show(D, fun() -> size_of(binary_to_integer(binary:copy(<<"9">>, D))) end) || D <- [1, 20, 1000]].
