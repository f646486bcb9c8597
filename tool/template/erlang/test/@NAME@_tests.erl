-module(@NAME@_tests).

-include_lib("eunit/include/eunit.hrl").

greeting_test() ->
    ?assertEqual("Hello, board!", @NAME@:greeting("board")).
