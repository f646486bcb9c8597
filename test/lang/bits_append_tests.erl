%% Appending to a binary takes time in proportion to what is appended, not to what is there already: ten times as many
%% appends may take at most 40 times as long (copying would take 100 times as long).
-module(bits_append_tests).
-export([start/0]).

small(0, A) -> A;
small(N, A) -> small(N - 1, <<A/binary, N:16>>).
%% to the same accumulator twice in a round, one after the other
twice(0, A) -> A;
twice(N, A) -> B = <<A/binary, N>>, twice(N - 1, <<B/binary, "x">>).
%% two accumulators
two(0, A, B) -> {byte_size(A), byte_size(B)};
two(N, A, B) -> two(N - 1, <<A/binary, N>>, <<B/binary, (N + 1):16>>).
bits(0, A) -> A;
bits(N, A) -> bits(N - 1, <<A/bits, N:3, 1:2>>).
strings(0, A) -> A;
strings(N, A) -> strings(N - 1, <<A/binary, "text", (integer_to_binary(N))/binary>>).
chars(0, A) -> A;
chars(N, A) -> chars(N - 1, <<A/binary, (N band 16#7ff)/utf8>>).
%% what was there before is looked at in between
looked(0, A) -> A;
looked(N, A) -> _ = binary:last(A), <<X, _/binary>> = A, looked(N - 1, <<A/binary, X>>).
comprehension(N) -> << <<X:12>> || X <- lists:seq(1, N) >>.
%% each round leaves behind a binary that shares its beginning with the next one
kept(0, A, L) -> {byte_size(A), length(L)};
kept(N, A, L) -> kept(N - 1, <<A/binary, N>>, [A | L]).

digest(T) when is_tuple(T) -> T;
digest(B) -> {bit_size(B), erlang:phash2(B)}.

time(F, N) ->
    {T0, _} = statistics(runtime),
    R = F(N),
    {T1, _} = statistics(runtime),
    {T1 - T0 + 1, R}.

%% The time of a short run is lost in that of the clock: so several of them.  A
%% machine that does other things, too, may need another try.
linear(Name, F) -> linear(Name, F, 5).

linear(Name, F, Tries) ->
    N = 2000,
    Short = lists:sum([element(1, time(F, N)) || _ <- lists:seq(1, 5)]),
    {Long, R} = time(F, 10 * N),
    if
        Long =< 12 * Short + 200 -> io:format("~w ~w linear~n", [Name, digest(R)]);
        Tries > 1 -> linear(Name, F, Tries - 1);
        true -> io:format("~w ~w ~w~n", [Name, digest(R), {Short, Long}])
    end.

start() ->
    linear(small, fun(N) -> small(10 * N, <<>>) end),
    linear(twice, fun(N) -> twice(10 * N, <<"start">>) end),
    linear(two, fun(N) -> two(10 * N, <<>>, <<1>>) end),
    linear(bits, fun(N) -> bits(10 * N, <<>>) end),
    linear(offset, fun(N) -> bits(10 * N, <<1:5>>) end),
    linear(strings, fun(N) -> strings(10 * N, <<>>) end),
    linear(chars, fun(N) -> chars(10 * N, <<>>) end),
    linear(looked, fun(N) -> looked(10 * N, <<7>>) end),
    linear(comprehension, fun(N) -> comprehension(10 * N) end),
    linear(kept, fun(N) -> kept(10 * N, <<>>, []) end),
    shared(),
    ok.

%% Two binaries appended to the same one, and what they were appended to, do not show in each other.
shared() ->
    A = small(100, <<>>),
    L = [<<A/binary, X>> || X <- lists:seq(1, 5)],
    M = [<<B/binary, 1:3>> || B <- L],
    K = [<<B/bits, 7:5>> || B <- M] ++ [<<B/bits, 0:5, "z">> || B <- M],
    io:format("~w~n", [[erlang:phash2(X) || X <- [A | L ++ M ++ K]]]),
    <<_:50/binary, Mid:20/binary, _/binary>> = A,
    io:format("~w ~w~n", [<<Mid/binary, 1>>, <<Mid/binary, 2>>]),
    Part = binary:part(A, 0, 10),
    io:format("~w ~w~n", [<<Part/binary, 9>>, binary:part(A, 8, 6)]).
