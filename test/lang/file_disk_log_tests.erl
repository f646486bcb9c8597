%% Tables in files, logs on disk.
-module(file_disk_log_tests).
-export([start/0]).
start() ->
    N = "/tmp/atomvm_file_disk_log_" ++ os:getpid(),
    T = ets:new(t,[set,named_table,public]), ets:insert(T,[{I,I*I}||I<-lists:seq(1,20)]),
    io:format("~p~n",[ets:tab2file(T,N)]),
    ets:delete(T),
    io:format("~p~n",[ets:tabfile_info(N)=/=x]),
    io:format("~p~n",[ets:file2tab(N)]),
    io:format("~p~n",[lists:sort(ets:tab2list(t))]),
    file:delete(N),
    io:format("~p~n",[disk_log:open([{name,x},{file,N++".log"}])]),
    io:format("~p~n",[disk_log:log(x,{a,b})]),
    io:format("~p~n",[disk_log:log(x,c)]),
    io:format("~p~n",[element(2,disk_log:chunk(x,start))]),
    io:format("~p~n",[disk_log:close(x)]),
    file:delete(N++".log").
