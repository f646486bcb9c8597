%% Two versions of a module: loading, deleting, purging, and what runs where.
-module(code_tests).
-export([start/0, hold/2, binary/2]).

start() ->
    [begin io:format("~n~s~n", [Name]), Test() end || {Name, Test} <- tests()],
    ok.

tests() ->
    [{"load and reload", fun load/0},
     {"loops", fun loops/0},
     {"funs", fun funs/0},
     {"purge kills", fun purge_kills/0},
     {"soft_purge refuses", fun soft_purge/0},
     {"deep recursion", fun deep/0},
     {"check_process_code", fun check/0},
     {"itself", fun itself/0},
     {"delete", fun delete/0},
     {"same file twice", fun same_file/0},
     {"literals", fun literals/0},
     {"module_info", fun info/0},
     {"prepare and finish", fun prepare/0},
     {"atomic_load", fun atomic/0},
     {"bad files", fun bad_files/0},
     {"sticky", fun sticky/0},
     {"bad arguments", fun bad_arguments/0}].

%% The .beam file of a version: see test/oracle.py.
file(Module, Version) ->
    Dir = filename:dirname(code:which(?MODULE)),
    lists:concat([Dir, "/v", Version, "/", Module, ".beam"]).

binary(Module, Version) ->
    {ok, Binary, _} = erl_prim_loader:get_file(file(Module, Version)),
    Binary.

load(Version) ->
    code:load_binary(code_vsn, lists:concat(["v", Version]), binary(code_vsn, Version)).

fresh(Version) ->
    code:purge(code_vsn),
    code:delete(code_vsn),
    code:purge(code_vsn),
    {module, code_vsn} = load(Version),
    ok.

p(Term) -> io:format("~p~n", [Term]).

caught(F) ->
    try F() of Value -> {value, Value}
    catch Class:Reason:Stack -> {Class, Reason, short(Stack)}
    end.

%% The first entry, without its location.
short([{M, F, A, _} | _]) -> {M, F, A};
short([{F, A, _} | _]) when is_function(F) -> {a_fun, A};
short(Other) -> Other.

ask(Pid) ->
    Pid ! {self(), version},
    receive {Pid, Answer} -> Answer after 5000 -> timeout end.

gone(Pid) ->
    Ref = monitor(process, Pid),
    receive {'DOWN', Ref, process, Pid, Reason} -> Reason after 5000 -> timeout end.

load() ->
    p(code:is_loaded(code_vsn)),
    p(erlang:module_loaded(code_vsn)),
    p(caught(fun() -> code_vsn:version() end)),
    p(load(1)),
    p({code_vsn:version(), code:is_loaded(code_vsn), code:which(code_vsn)}),
    p(erlang:check_old_code(code_vsn)),
    p(load(2)),
    p({code_vsn:version(), code:is_loaded(code_vsn), erlang:check_old_code(code_vsn)}),
    p(load(3)),                                 % purges the oldest first
    p({code_vsn:version(), erlang:check_old_code(code_vsn)}),
    p(erlang:load_module(code_vsn, binary(code_vsn, 1))),   % this does not
    p(code_vsn:version()),
    p(code:load_abs(filename:rootname(file(code_vsn, 1)))),
    p(code:purge(code_vsn)),
    p(code:load_abs(filename:rootname(file(code_vsn, 1)))),
    p(code_vsn:version()),
    p(code:load_binary(code_vsn, cover_compiled, binary(code_vsn, 2))),
    p({code:is_loaded(code_vsn), code:which(code_vsn)}),
    p(lists:member(code_vsn, erlang:loaded())),
    p(lists:keyfind(code_vsn, 1, code:all_loaded())),
    p(code:load_file(no_such_module_here)),
    p(code:ensure_loaded(no_such_module_here)),
    p(code:get_object_code(no_such_module_here)),
    p(code:load_abs("/no/such/file")).

loops() ->
    fresh(1),
    A = spawn(code_vsn, loop, []),
    B = spawn(code_vsn, local_loop, []),
    p({ask(A), ask(B)}),
    load(2),
    p({ask(A), ask(B)}),        % A answers in the old version and switches
    p({ask(A), ask(B)}),
    p({erlang:check_process_code(A, code_vsn),
       erlang:check_process_code(B, code_vsn)}),
    p(code:soft_purge(code_vsn)),
    p(code:purge(code_vsn)),
    p({is_process_alive(A), gone(B)}),
    p(ask(A)),
    A ! stop,
    p(gone(A)).

funs() ->
    fresh(1),
    Local = code_vsn:make_fun(x),
    External = code_vsn:external_fun(),
    p({Local(), External()}),
    load(2),
    p({Local(), External()}),
    p({caught(fun() -> code_vsn:caller(Local) end)}),
    p(code:purge(code_vsn)),
    p(External()),
    %% what remains of the fun is its name
    {error, {badfun, Bad}, _} = Result = caught(Local),
    p(Bad =:= Local),
    p(element(1, Result)),
    p(is_function(Local, 0)),
    p(erlang:fun_info(Local, module)),
    p(caught(fun() -> apply(Local, [1]) end) =/= ok),
    {Pid, Ref} = spawn_monitor(fun() -> code_vsn:wait_in_fun(Local) end),
    Pid ! go,
    receive
        {'DOWN', Ref, process, Pid, {{badfun, F}, [{M, N, A, _} | _]}} ->
            p({F =:= Local, M, N, A})
    end.

purge_kills() ->
    fresh(1),
    Pids = [spawn(code_vsn, local_loop, []) || _ <- lists:seq(1, 30)],
    [1 = ask(Pid) || Pid <- Pids],
    {Linked, Ref} = spawn_monitor(fun() -> code_vsn:local_loop(), done end),
    1 = ask(Linked),
    load(2),
    p(code:purge(code_vsn)),
    p(lists:usort([gone(Pid) || Pid <- Pids])),
    receive {'DOWN', Ref, process, Linked, Reason} -> p(Reason) end,
    p(code:purge(code_vsn)),
    p(erlang:check_old_code(code_vsn)),
    p(caught(fun() -> erlang:purge_module(code_vsn) end)).

soft_purge() ->
    fresh(1),
    p(code:soft_purge(code_vsn)),
    Pid = spawn(code_vsn, local_loop, []),
    1 = ask(Pid),
    load(2),
    Local = code_vsn:make_fun(y),
    p(code:soft_purge(code_vsn)),
    p({erlang:check_old_code(code_vsn), ask(Pid), Local()}),
    Pid ! stop,
    gone(Pid),
    p(code:soft_purge(code_vsn)),
    p(erlang:check_old_code(code_vsn)),
    p(code:soft_purge(no_such_module_here)).

deep() ->
    fresh(1),
    Parent = self(),
    Pid = spawn(fun() -> exit({result, code_vsn:deep(20000, Parent)}) end),
    receive {Pid, ready} -> ok end,
    load(2),
    p(erlang:check_process_code(Pid, code_vsn)),
    Ref = monitor(process, Pid),
    Pid ! go,
    receive {'DOWN', Ref, process, Pid, Reason} -> p(Reason) end,
    p(erlang:check_process_code(Pid, code_vsn)),
    p(code:soft_purge(code_vsn)).

hold(Parent, F) ->
    Parent ! {self(), ready},
    receive go -> Parent ! {self(), catch F()} end,
    receive stop -> ok end.

check() ->
    fresh(1),
    Parent = self(),
    Pid = spawn(fun() -> code_vsn:keep_fun(Parent) end),
    receive {Pid, ready} -> ok end,
    put(stack, code_vsn:caught()),
    F = code_vsn:make_fun(1),
    put(a_fun, F),
    load(2),
    %% a fun is no direct reference
    p(erlang:check_process_code(Pid, code_vsn)),
    p(erlang:check_process_code(self(), code_vsn)),
    p(erlang:check_process_code(Pid, code_vsn, [])),
    p(erlang:check_process_code(Pid, code_vsn, [{allow_gc, false}])),
    p(erlang:check_process_code(Pid, code_vsn, [{async, {my, id}}])),
    receive Answer -> p(Answer) end,
    p(erlang:check_process_code(self(), code_vsn, [{async, 7}, {allow_gc, true}])),
    receive Answer2 -> p(Answer2) end,
    p(erlang:check_process_code(Pid, no_such_module_here)),
    p(erlang:check_process_code(Pid, ?MODULE)),
    p(caught(fun() -> erlang:check_process_code(Pid, "x") end) =/= 1),
    p(caught(fun() -> erlang:check_process_code(x, code_vsn) end)),
    p(caught(fun() -> erlang:check_process_code(self(), code_vsn, [no_option]) end)
      =/= 1),
    p(code:purge(code_vsn)),
    p(is_process_alive(Pid)),
    Pid ! go,
    receive {Pid, {'EXIT', {{badfun, _}, _}}} -> p(badfun) end,
    Pid ! stop,
    [{code_vsn, caught, 0, _} | _] = erase(stack),
    erase(a_fun).

%% The process that asks runs old code itself.
itself() ->
    fresh(1),
    Parent = self(),
    p(code_vsn:check_self()),
    Pid = spawn(fun() ->
                        code_vsn:caller(
                          fun() ->
                                  load(2),
                                  Parent ! {self(), erlang:check_process_code(self(), code_vsn)},
                                  code:purge(code_vsn),
                                  Parent ! {self(), survived}
                          end),
                        ok
                end),
    Ref = monitor(process, Pid),
    receive {Pid, Answer} -> p(Answer) end,
    receive Last -> p(element(5, Last)) end,
    demonitor(Ref, [flush]),
    p(code_vsn:check_self()).

delete() ->
    fresh(1),
    F = code_vsn:make_fun(d),
    Pid = spawn(code_vsn, local_loop, []),
    1 = ask(Pid),
    p(code:delete(code_vsn)),
    p({code:is_loaded(code_vsn), erlang:check_old_code(code_vsn)}),
    p(code:delete(code_vsn)),
    p(caught(fun() -> code_vsn:version() end)),
    p(caught(fun() -> code_vsn:module_info() end)),
    p(caught(fun() -> erlang:get_module_info(code_vsn) end)),
    p({ask(Pid), F()}),
    p(load(2)),                         % the old one is still there
    p({code_vsn:version(), F(), ask(Pid)}),
    p(code:delete(code_vsn)),           % one old version is enough
    p(caught(fun() -> erlang:delete_module(code_vsn) end)),
    p(erlang:delete_module(no_such_module_here)),
    p(code:purge(code_vsn)),
    p(gone(Pid)),
    p(code:delete(code_vsn)),
    p(code:purge(code_vsn)),
    {error, undef, {a_fun, []}} = caught(F),
    p(undef).

%% Loaded again, a file has the same lambdas as before.
same_file() ->
    fresh(1),
    F = code_vsn:make_fun(s),
    load(1),
    p(F()),
    p(code:purge(code_vsn)),
    p(F()),
    p(F =:= code_vsn:make_fun(s)),
    code:delete(code_vsn),
    code:purge(code_vsn),
    load(1),
    p(F()),
    load(2),
    code:purge(code_vsn),
    p(element(1, caught(F))),
    p(code_vsn:make_fun(s) =:= F).

literals() ->
    fresh(1),
    Literal = code_vsn:literal(),
    load(2),
    code:purge(code_vsn),
    erlang:garbage_collect(),
    p(Literal),
    p(code_vsn:literal()).

info() ->
    fresh(2),
    p(code_vsn:module_info(module)),
    p(lists:sort(code_vsn:module_info(exports))),
    p(lists:sort(code_vsn:module_info(attributes))),
    p(code_vsn:module_info(md5) =:= erlang:get_module_info(code_vsn, md5)),
    p([Key || {Key, _} <- code_vsn:module_info()]),
    p(is_list(code_vsn:module_info(compile))),
    p(length(code_vsn:module_info(functions)) >
          length(code_vsn:module_info(exports))),
    p(code_vsn:module_info(nifs)),
    p(element(1, caught(fun() -> code_vsn:module_info(nothing) end))),
    load(3),
    p(proplists:get_value(vsn, code_vsn:module_info(attributes))),
    p(erlang:function_exported(code_vsn, version, 0)),
    p(erlang:function_exported(code_vsn, nothing, 0)).

prepare() ->
    fresh(1),
    A = erlang:prepare_loading(code_vsn, binary(code_vsn, 2)),
    p({is_reference(A), erlang:has_prepared_code_on_load(A)}),
    p(code_vsn:version()),
    p(erlang:finish_loading([A])),
    p(code_vsn:version()),
    p(element(2, caught(fun() -> erlang:finish_loading([A]) end))),
    B = erlang:prepare_loading(code_vsn, binary(code_vsn, 3)),
    C = erlang:prepare_loading(code_vsn, binary(code_vsn, 1)),
    p(erlang:finish_loading([B])),              % an old version is there
    code:purge(code_vsn),
    B2 = erlang:prepare_loading(code_vsn, binary(code_vsn, 3)),
    p(erlang:finish_loading([B2, C])),
    p(erlang:finish_loading([])),
    p(code_vsn:version()),
    D = erlang:prepare_loading(code_on_load, binary(code_on_load, 1)),
    p(erlang:has_prepared_code_on_load(D)),
    p(erlang:prepare_loading(code_vsn, binary(code_on_load, 1))),
    p(element(2, caught(fun() -> erlang:has_prepared_code_on_load(make_ref()) end))),
    p(element(2, caught(fun() -> erlang:finish_loading(x) end))),
    {ok, Prepared} = code:prepare_loading(
                       [{code_vsn, "there", binary(code_vsn, 3)}]),
    p(code:finish_loading(Prepared)),
    p({code_vsn:version(), code:which(code_vsn)}),
    p(element(2, caught(fun() -> code:finish_loading({'$prepared$', [x]}) end))),
    p(code:prepare_loading([no_such_module_here])),
    p(code:prepare_loading([{code_on_load, "x", binary(code_on_load, 1)}])),
    p(code:prepare_loading([code_vsn, {code_vsn, "x", binary(code_vsn, 1)}])).

atomic() ->
    fresh(1),
    p(code:atomic_load([{code_vsn, "new", binary(code_vsn, 2)}])),
    p(code_vsn:version()),
    p(code:atomic_load([{code_vsn, "new", binary(code_vsn, 3)}])),
    p(code_vsn:version()),
    code:purge(code_vsn),
    p(code:atomic_load([{code_vsn, "new", binary(code_vsn, 3)}, lists])
      =:= {error, [{lists, sticky_directory}]}),
    p(code:ensure_modules_loaded([queue, lists, gb_trees])),
    p(code:ensure_modules_loaded([lists, no_such_module_here])),
    p(element(2, caught(fun() -> code:ensure_modules_loaded([1]) end))),
    p(element(2, caught(fun() -> code:atomic_load([1]) end))).

bad_files() ->
    p(code:load_binary(code_vsn, "x", binary(code_on_load, 1))),
    p(code_vsn:version()).

sticky() ->
    p({code:is_sticky(lists), code:is_sticky(code_vsn), code:is_sticky(no_such)}),
    {lists, Binary, File} = code:get_object_code(lists),
    p({is_binary(Binary), filename:basename(File)}),
    p(code:load_binary(lists, File, Binary)),
    p(code:stick_mod(code_vsn)),
    p(code:is_sticky(code_vsn)),
    p(load(1)),
    p(code:unstick_mod(code_vsn)),
    p(load(1)),
    p(code_vsn:version()).

bad_arguments() ->
    [p(caught(F)) ||
        F <- [fun() -> erlang:load_module(1, <<>>) end,
              fun() -> erlang:delete_module(1) end,
              fun() -> erlang:purge_module(1) end,
              fun() -> erlang:module_loaded("x") end,
              fun() -> erlang:check_old_code(1) end,
              fun() -> erlang:finish_loading([make_ref]) end,
              fun() -> erlang:prepare_loading(1, <<>>) end,
              fun() -> erlang:call_on_load_function(code_vsn) end,
              fun() -> erlang:finish_after_on_load(code_vsn, true) end]],
    [p(element(2, caught(F))) ||
        F <- [fun() -> code:load_binary(1, "x", <<>>) end,
              fun() -> code:load_binary(x, "x", x) end,
              fun() -> code:purge(1) end,
              fun() -> code:delete("x") end,
              fun() -> code:load_file("x") end]].
