%% untranslated
%% The preprocessor and syntax odds and ends: macros, ifdef, ?LINE, ?FUNCTION_NAME, numbers, escapes, adjacent strings, comments.
-module(macros_tests).
-export([start/0]).
-define(PI, 3.14).
-define(ADD(A, B), ((A) + (B))).
-define(SHOW(X), io:format("~s = ~p~n", [??X, X])).
-define(TWICE(F), begin F, F end).
-define(DEFAULTS(), [{a, 1}, {b, 2}]).
-define(OVER, one).
-define(OVER(X), {over, X}).
-ifdef(PI).
-define(HAVE_PI, yes).
-else.
-define(HAVE_PI, no).
-endif.
-ifndef(NOT_THERE).
-define(NOT_THERE, defined_now).
-endif.
-undef(DEFAULTS).
-define(DEFAULTS(), [{c, 3}]).
-if(?OTP_RELEASE >= 21).
-define(NEW, true).
-elif(true).
-define(NEW, odd).
-endif.
-type t() :: {a, integer()} | #{atom() => [t()]}.
-opaque o() :: t().
-export_type([t/0, o/0]).
-compile({nowarn_unused_function, [{unused, 0}]}).

-spec start() -> ok.
start() ->
    io:format("~p~n", [[?PI, ?ADD(1, 2) * 3, ?HAVE_PI, ?NOT_THERE, ?DEFAULTS(), ?OVER, ?OVER(2), ?NEW]]),
    ?SHOW(1 + 2),
    ?SHOW([X || X <- [a, b]]),
    ?TWICE(io:format("twice~n")),
    io:format("~p~n", [[?MODULE, ?LINE, ?FUNCTION_NAME, ?FUNCTION_ARITY, ?FILE, ?MODULE_STRING]]),
    io:format("~p~n", [in_other(1, 2)]),
    io:format("~p~n", [[16#Ff, 2#1010, 36#zz, 1_000_000, 16#ffff_ffff, $a, $\n, $\s, $\\, $', $\x41, $\x{3b1}, $\101, $\^A, 1.5e3, 1.0E-3, 1_0.2_5]]),
    io:format("~p~n", [["adjacent " "strings " "join", "tab\tnl\nq\"bs\\ oct\101 hex\x41 uni\x{42} esc\e del\d", 'it\'s', 'a\nb']]),
    io:format("~w~n", ["\b\d\e\f\n\r\s\t\v\0\^@\^Z"]),
    % a comment
    io:format("~p~n", %% another comment
              [{a, % inside a tuple
                b}]),
    io:format("~p~n", [begin A = 1, B = A + 1, {A, B} end]),
    io:format("~p~n", [- - 1]), io:format("~p~n", [not not true]), io:format("~p~n", [2 - -2]),
    io:format("~p~n", [[1 + 2 * 3 - 4 div 2 rem 3, 1 bsl 2 + 1, 5 band 3 bor 8, 10 - 5 - 2, 2 * 3 * 4, [1] ++ [2] ++ [3], [1, 2, 3] -- [1] -- [1], not true or true, 1 == 1.0 andalso 2 > 1]]),
    io:format("~p~n", [(fun() -> ?FUNCTION_NAME end)()]),
    io:format("~p~n", [[if true -> 'end'; true -> 'fun' end, 'receive', 'of']]),
    io:format("~p~n", [[is_list("") , [] =:= "", {} =:= {}, "a" =:= [97], 'a' =:= a, $a =:= 97]]),
    ok.

in_other(_, _) -> {?FUNCTION_NAME, ?FUNCTION_ARITY, ?LINE}.

unused() -> ok.
