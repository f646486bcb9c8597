%% Compiled with VERSION 1, 2 and 3 for code_tests.
-module(code_vsn).
-export([version/0, loop/0, local_loop/0, make_fun/1, external_fun/0,
         wait_in_fun/1, literal/0, deep/2, keep_fun/1, check_self/0,
         caller/1, caught/0]).
-vsn(?VERSION).
-author(tester).

version() -> ?VERSION.

%% Switches to the newest version at every turn.
loop() ->
    receive
        {From, version} -> From ! {self(), ?VERSION}, ?MODULE:loop();
        stop -> ok
    end.

%% Stays in its version.
local_loop() ->
    receive
        {From, version} -> From ! {self(), ?VERSION}, local_loop();
        stop -> ok
    end.

make_fun(X) -> fun() -> {fun_of, ?VERSION, X} end.

external_fun() -> fun ?MODULE:version/0.

wait_in_fun(F) -> receive go -> F() end.

literal() -> {literal, ?VERSION, [a, "text", <<"binary">>, #{k => 1.5}]}.

%% N frames of this module below a wait.
deep(0, Parent) -> Parent ! {self(), ready}, receive go -> 0 end;
deep(N, Parent) -> 1 + deep(N - 1, Parent).

%% Code of another module, a fun of this one in a register only.
keep_fun(Parent) -> code_tests:hold(Parent, fun() -> ?VERSION end).

check_self() -> {?VERSION, erlang:check_process_code(self(), ?MODULE)}.

caller(F) -> {?VERSION, F()}.

%% What an exception remembers is no reference to code.
caught() -> try error(x) catch error:x:Stack -> Stack end.
