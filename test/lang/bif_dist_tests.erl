%% untranslated
%% Natives about other nodes, on a node that has no name: there are none.
-module(bif_dist_tests).
-export([start/0]).

start() ->
    Nodes = ['a@b', node(), nonode, 1, "a@b"],
    [show(monitor_node, [N, F]) || N <- Nodes, F <- [true, false, b]],
    [show(monitor_node, [N, true, O]) || N <- Nodes, O <- [[], [allow_passive_connect], [allow_passive_connect, x], [x], a, [allow_passive_connect | a]]],
    [show(setnode, As) || As <- [[a, 1], ['a@b', 1], [node(), 0], [1, 1], ['a@b', x]]],
    [show(F, As) || {F, As} <- [{dist_ctrl_get_data, [a]}, {dist_ctrl_get_data, [make_ref()]}, {dist_ctrl_get_data_notification, [a]},
        {dist_ctrl_input_handler, [a, self()]}, {dist_ctrl_put_data, [a, <<>>]},
        {dist_ctrl_get_opt, [a, get_size]}, {dist_ctrl_set_opt, [a, get_size, true]}, {dist_get_stat, [a]}, {dist_get_stat, [make_ref()]}]],
    receive X -> io:format("~p~n", [X]) after 0 -> io:format("no message~n") end.

show(F, As) ->
    io:format("~w ~0p: ~0p~n", [F, [if is_reference(A) -> ref; is_pid(A) -> pid; true -> A end || A <- As],
                               try apply(erlang, F, As) catch C:R:S -> {C, R, [I || {error_info, I} <- element(4, hd(S))]} end]).
