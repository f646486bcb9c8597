%% The server of firmware_servers.
-module(firmware_counter).
-behaviour(gen_server).
-export([start_link/0, add/1, unused/1, init/1, handle_call/3, handle_cast/2]).

start_link() -> gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).

add(N) -> gen_server:call(?MODULE, {add, N}).

unused(X) -> dict:to_list(X).

init([]) -> {ok, 0}.

handle_call({add, N}, _, Sum) -> {reply, Sum + N, Sum + N}.

handle_cast(_, Sum) -> {noreply, Sum}.
