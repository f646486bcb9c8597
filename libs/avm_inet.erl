%% Starts OTP's inet_db (kernel) when something first calls it: no application
%% kernel runs here.  Does what kernel's inet_config does in a VM without
%% distribution, but does not look for the domain of this host, for which that
%% one asks the resolver.
-module(avm_inet).

-export([call/3]).

%% Called by the VM in place of functions of inet_db before that is loaded.
call(Module, Name, Args) ->
    case whereis(inet_db) of
        undefined -> wait(spawn_monitor(fun start/0));
        _ -> ok
    end,
    apply(Module, Name, Args).

wait({_, Ref}) ->
    receive {'DOWN', Ref, process, _, _} -> ok end.

start() ->
    process_flag(priority, max),    % who uses inet_db meanwhile has to wait
    try register(?MODULE, self()) of
        true -> start_server()
    catch
        error:badarg -> wait({none, monitor(process, ?MODULE)})
    end.

start_server() ->
    case whereis(user) of
        undefined -> ok;
        User -> group_leader(User, self())
    end,
    {module, _} = code:ensure_loaded(inet_db),
    {ok, _} = gen_server:start({local, inet_db}, inet_db, [], []),
    case has_settings() of
        true -> inet_config:init();
        false -> configure()
    end.

%% Whether the user has a configuration of his own.
has_settings() ->
    os:getenv("ERL_INETRC", "") =/= "" orelse
        init:get_argument(kernel) =/= error.

configure() ->
    {ok, Name} = inet:gethostname(),
    inet_db:set_hostname(Name),
    inet_db:set_lookup([native]),
    Etc = os:getenv("ERL_INET_ETC_DIR", "/etc"),
    inet_db:res_option(resolv_conf_name, filename:join(Etc, "resolv.conf")),
    inet_db:res_option(hosts_file_name, filename:join(Etc, "hosts")).
