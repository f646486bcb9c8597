%% A module with an on_load function, for code_on_load_tests: what it does is
%% in the table of the test.
-module(code_on_load).
-export([version/0, info/0]).
-on_load(starts/0).

starts() ->
    code_on_load_tests:on_load(?VERSION, fun() -> ?VERSION end).

version() -> ?VERSION.

info() -> ?MODULE:module_info(module).
