# A crash dump: OTP's own crashdump_viewer opens it, and finds what was there.
# vm: nojit linux32
# expect: no
# expect: the slogan
# expect: {"victim",1,"m:wait/1"}
# expect: [{a,{b,"x",1.5}}] [{hello,#{<<"bin">> => 2}}]
# expect: [{y0,{some,[argument]}}]
# expect: ["tab"]
# expect: true
# expect: =abort:CRASH DUMP SIZE LIMIT REACHED
# expect-error: the slogan
# expect-error:
# expect-error: Crash dump is being written to: the.dump...done
cat >m.erl <<'EOF'
-module(m).
-export([start/0, wait/1]).
wait(X) ->
    put(a, {b, "x", 1.5}),
    register(victim, self()),
    receive never -> ok end,
    X.
start() ->
    P = spawn(m, wait, [{some, [argument]}]),
    erlang:yield(),
    P ! {hello, #{<<"bin">> => 2}},
    ets:new(tab, [named_table]),
    halt("the slogan").
EOF
cat >v.erl <<'EOF'
-module(v).
-export([start/0]).
-include_lib("observer/src/crashdump_viewer.hrl").
start() ->
    {ok, _} = crashdump_viewer:start_link(),
    crashdump_viewer:read_file("the.dump"),
    {ok, #general_info{slogan = Slogan}, _} = crashdump_viewer:general_info(),
    io:format("~s~n", [Slogan]),
    {ok, Processes, _} = crashdump_viewer:processes(),
    [Pid] = [P || #proc{pid = P, name = "victim"} <- Processes],
    {ok, P, _} = crashdump_viewer:proc_details(pid_to_list(Pid)),
    io:format("~p~n", [{P#proc.name, P#proc.msg_q_len, P#proc.init_func}]),
    io:format("~p ~p~n", [P#proc.dict, [M || {M, _} <- P#proc.msg_q]]),
    io:format("~p~n", [[Y || {y0, _} = Y <- P#proc.stack_dump]]),
    {ok, Tables, _} = crashdump_viewer:ets_tables(all),
    io:format("~p~n", [[T#ets_table.name || T <- Tables, T#ets_table.name =:= "tab"]]),
    {ok, Modules, _} = crashdump_viewer:loaded_modules(),
    io:format("~p~n", [length(Modules) > 1]),
    halt().
EOF
erlc m.erl v.erl
ERL_CRASH_DUMP_SECONDS=0 "$VM" m.beam >/dev/null 2>&1
test -e erl_crash.dump || echo no
ERL_CRASH_DUMP=the.dump "$VM" m.beam
erl -noshell -s v
ERL_CRASH_DUMP=short.dump ERL_CRASH_DUMP_BYTES=500 "$VM" m.beam 2>/dev/null
tail -1 short.dump
