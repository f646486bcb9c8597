%% Streams: their ends, full queues and errors.
-module(tcp_close_tests).
-include("sockets.hrl").

%% The other side resets the connection.
reset(S) -> inet:setopts(S, [{linger, {true, 0}}]), gen_tcp:close(S), timer:sleep(30).

%% So small that little fills it.
small() -> [{active, false}, binary, {sndbuf, 4096}, {high_watermark, 100}, {low_watermark, 50}].

%% More than the system takes.
big() -> binary:copy(<<1>>, 30000).

cases() -> [
    {passive, fun() ->
        {_, C, S} = pair([], [{active, false}]), gen_tcp:send(S, "x"), gen_tcp:close(S),
        [gen_tcp:recv(C, 0), gen_tcp:recv(C, 0), gen_tcp:recv(C, 0), prim_inet:getstatus(C), gen_tcp:send(C, "x"), gen_tcp:send(C, "x"),
         inet:peername(C), inet:getopts(C, [active, nodelay]), inet:setopts(C, [{nodelay, true}]), inet:setopts(C, [{active, true}]), next(1),
         erlang:port_info(C), gen_tcp:recv(C, 0), gen_tcp:send(C, "a"), inet:setopts(C, [{active, true}])] end},
    {active, fun() ->
        {_, C, S} = pair([], [{active, true}]), Ref = monitor(port, C), gen_tcp:send(S, "abc"), gen_tcp:close(S), A = next(3),
        [A, is_reference(Ref), erlang:port_info(C), gen_tcp:send(C, "x"), gen_tcp:recv(C, 0), rest()] end},
    {not_exit_on_close, fun() ->
        {_, C, S} = pair([], [{active, false}, {exit_on_close, false}]), gen_tcp:send(S, "abc"), gen_tcp:shutdown(S, write),
        A = [gen_tcp:recv(C, 0), gen_tcp:recv(C, 0), gen_tcp:recv(C, 0), gen_tcp:send(C, "def"), gen_tcp:recv(S, 3), prim_inet:getstatus(C)],
        inet:setopts(C, [{active, once}]), B = next(1), [A, B, gen_tcp:send(C, "more"), gen_tcp:recv(S, 4)] end},
    {not_exit_active, fun() ->
        {_, C, S} = pair([], [{active, true}, {exit_on_close, false}]), gen_tcp:shutdown(S, write), A = next(1),
        [A, prim_inet:getstatus(C), gen_tcp:send(C, "x"), gen_tcp:recv(S, 1), rest()] end},
    {recv_elsewhere, fun() ->
        {_, C, _} = pair([], [{active, false}]), Me = self(), spawn(fun() -> Me ! {r, gen_tcp:recv(C, 0)} end), timer:sleep(20), gen_tcp:close(C), next(1) end},
    {twice, fun() -> {_, C, _} = pair([], []), [gen_tcp:close(C), gen_tcp:close(C)] end},
    {shutdown_write, fun() ->
        {_, C, S} = pair([], [{active, false}]), A = gen_tcp:shutdown(C, write), [A, gen_tcp:recv(S, 0), gen_tcp:send(C, "x"), gen_tcp:recv(C, 0, 50), gen_tcp:recv(C, 0, 50),
         gen_tcp:shutdown(C, read_write)] end},
    {shutdown_read, fun() -> {_, C, _} = pair([], [{active, false}]), [gen_tcp:shutdown(C, read), gen_tcp:recv(C, 0, 50)] end},
    {reset_send, fun() -> {_, C, S} = pair([], [{active, false}]), reset(S), [gen_tcp:send(C, "x"), gen_tcp:send(C, "x"), gen_tcp:recv(C, 0), gen_tcp:recv(C, 0)] end},
    {reset_shown, fun() ->
        {_, C, S} = pair([], [{active, false}, {show_econnreset, true}]), reset(S), [gen_tcp:recv(C, 0), gen_tcp:send(C, "x"), gen_tcp:send(C, "x"), gen_tcp:recv(C, 0)] end},
    {reset_shown_send, fun() ->
        {_, C, S} = pair([], [{active, false}, {show_econnreset, true}]), reset(S),
        [gen_tcp:send(C, "x"), gen_tcp:send(C, "x"), gen_tcp:recv(C, 0), inet:setopts(C, [{active, true}]), next(1)] end},
    {reset_active, fun() -> {_, C, S} = pair([], [{active, true}, {show_econnreset, true}]), reset(S), [next(2), gen_tcp:send(C, "x")] end},
    {send_timeout, fun() ->
        {_, C, _} = pair([{recbuf, 4096}], [{send_timeout, 50} | small()]),
        A = [gen_tcp:send(C, big()), prim_inet:getstatus(C), gen_tcp:send(C, "x"), prim_inet:getstatus(C)],
        inet:setopts(C, [{send_timeout_close, true}]), A ++ [gen_tcp:send(C, "y"), prim_inet:getstatus(C), gen_tcp:send(C, "z"), gen_tcp:recv(C, 0), rest()] end},
    {busy, fun() ->
        {_, C, S} = pair([{recbuf, 4096}], small()), Me = self(), A = gen_tcp:send(C, big()),
        [begin spawn(fun() -> Me ! {sent, N, gen_tcp:send(C, [N])} end), timer:sleep(20) end || N <- "ab"],
        B = [prim_inet:getstatus(C), prim_inet:send(C, "x", [nosuspend]), rest()],
        {ok, Got} = gen_tcp:recv(S, 30002), [A, B, lists:nthtail(30000, Got), lists:sort(next(2)), prim_inet:getstatus(C)] end},
    {shutdown_pending, fun() ->
        {_, C, S} = pair([{recbuf, 4096}], small()), A = [gen_tcp:send(C, big()), gen_tcp:shutdown(C, write)],
        {ok, Got} = gen_tcp:recv(S, 30000), [A, length(Got), gen_tcp:recv(S, 0)] end},
    {close_pending, fun() ->
        {_, C, S} = pair([{recbuf, 4096}], small()), spawn_link(fun() -> {ok, Got} = gen_tcp:recv(S, 30000), exit({length(Got), gen_tcp:recv(S, 0)}) end),
        gen_tcp:send(C, big()), A = gen_tcp:close(C), [A, next(1)] end},
    {owner_dies_pending, fun() ->
        {L, _, _} = pair([{recbuf, 4096}], []), {ok, P} = inet:port(L),
        spawn(fun() -> {ok, C} = gen_tcp:connect({127, 0, 0, 1}, P, small()), gen_tcp:send(C, big()) end),
        {ok, S} = gen_tcp:accept(L), {ok, Got} = gen_tcp:recv(S, 30000), [length(Got), gen_tcp:recv(S, 0)] end},
    {delay_send, fun() -> {_, C, S} = pair([], [{active, false}, {delay_send, true}]), [gen_tcp:send(C, "a"), gen_tcp:send(C, "b"), gen_tcp:recv(S, 2)] end}].
