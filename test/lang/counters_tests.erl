%% atomics, counters, persistent_term, unique integers, references, erlang:system_info and node names that agree everywhere.
-module(counters_tests).
-export([start/0, id/1]).

start() ->
    A = atomics:new(3, []),
    p(atomics, [atomics:put(A, 1, 10), atomics:add(A, 1, 5), atomics:get(A, 1), atomics:add_get(A, 2, -3), atomics:sub(A, 3, 1), atomics:sub_get(A, 3, 1), atomics:exchange(A, 1, 7), atomics:compare_exchange(A, 1, 7, 8), atomics:compare_exchange(A, 1, 7, 9), atomics:get(A, 1)]),
    p(atomics, [maps:get(size, atomics:info(A)), maps:get(max, atomics:info(A)), maps:get(min, atomics:info(A))]),
    U = atomics:new(1, [{signed, false}]), atomics:sub(U, 1, 1),
    p(wrap, [atomics:get(U, 1), begin atomics:add(U, 1, 2), atomics:get(U, 1) end, begin atomics:put(A, 1, (1 bsl 63) - 1), atomics:add_get(A, 1, 1) end]),
    C = counters:new(2, [write_concurrency]),
    p(counters, [counters:add(C, 1, 5), counters:sub(C, 1, 2), counters:get(C, 1), counters:put(C, 2, 100), counters:get(C, 2), maps:get(size, counters:info(C))]),
    Me = self(),
    [spawn(fun() -> [counters:add(C, 1, 1) || _ <- lists:seq(1, 100)], Me ! done end) || _ <- lists:seq(1, 10)],
    [receive done -> ok end || _ <- lists:seq(1, 10)],
    p(shared, [counters:get(C, 1)]),
    p(persistent, [persistent_term:put({?MODULE, k}, [1, 2]), persistent_term:get({?MODULE, k}), persistent_term:get(none, default), persistent_term:put({?MODULE, k}, 3), persistent_term:get({?MODULE, k}),
        persistent_term:erase({?MODULE, k}), persistent_term:erase({?MODULE, k}), is_map(persistent_term:info())]),
    p(unique, [length(lists:usort([erlang:unique_integer() || _ <- lists:seq(1, 1000)])), monotonic([erlang:unique_integer([monotonic]) || _ <- lists:seq(1, 1000)]), erlang:unique_integer([positive]) > 0]),
    p(refs, [length(lists:usort([make_ref() || _ <- lists:seq(1, 1000)])), make_ref() =:= make_ref(), is_reference(make_ref())]),
    p(node, [node(), is_alive(), nodes(), node(self()), node(make_ref())]),
    p(system, [erlang:system_info(wordsize) >= 4, is_list(erlang:system_info(otp_release)), erlang:system_info(process_limit) > 100, is_integer(erlang:system_info(schedulers)), is_tuple(os:type()), erlang:system_info(atom_limit) > 1000]),
    p(env, [os:getenv("NO_SUCH_VARIABLE_HERE"), os:getenv("NO_SUCH_VARIABLE_HERE", "dflt"), os:putenv("LANG_TEST_X", "y"), os:getenv("LANG_TEST_X"), os:unsetenv("LANG_TEST_X"), os:getenv("LANG_TEST_X")]),
    p(date, [begin {Y, Mo, D} = date(), calendar:valid_date(Y, Mo, D) end, begin {H, Mi, S} = time(), H < 24 andalso Mi < 60 andalso S < 60 end, tuple_size(erlang:timestamp()), tuple_size(erlang:localtime())]),
    p(conversions, [calendar:universal_time_to_local_time({{2020, 1, 1}, {12, 0, 0}}) =/= error, erlang:universaltime() >= {{2020, 1, 1}, {0, 0, 0}}]),
    p(statistics, [is_tuple(erlang:statistics(K)) || K <- [runtime, wall_clock, reductions, garbage_collection, io]]),
    p(memory, [is_integer(erlang:memory(total)), erlang:garbage_collect(), erlang:garbage_collect(self())]),
    p(init, [init:get_plain_arguments(), init:get_argument(no_such_flag), is_list(init:get_arguments())]),
    p(bump, [erlang:bump_reductions(100), erlang:yield(), erlang:process_flag(trap_exit, false)]),
    p(errors, [e(fun() -> atomics:new(0, []) end), e(fun() -> atomics:get(A, id(4)) end), e(fun() -> atomics:get(A, id(0)) end), e(fun() -> atomics:put(A, 1, id(a)) end), e(fun() -> counters:get(id(x), 1) end), e(fun() -> counters:new(id(-1), []) end),
        e(fun() -> persistent_term:get(id(nothing_here)) end), e(fun() -> erlang:system_info(id(no_such_item)) end), e(fun() -> erlang:unique_integer(id([bad])) end), e(fun() -> atomics:put(A, 1, id(1 bsl 64)) end), e(fun() -> erlang:statistics(id(x)) end)]),
    ok.

id(X) -> X.

p(Name, L) -> io:format("~p: ~p~n", [Name, L]).

e(F) -> try F() catch C:R -> {C, R} end.

monotonic([A, B | T]) when A < B -> monotonic([B | T]);
monotonic([_]) -> true;
monotonic(_) -> false.
