%% Streams of zlib: what each function says in each state, window bits, owners.
-module(zlib_states_tests).
-export([start/0]).
-compile(nowarn_deprecated_function).
p(T,F)-> R = try F() catch C:E:S -> {C,E,[{M,Fu,case A of L when is_list(L)->length(L);_->A end,X}||{M,Fu,A,X}<-lists:sublist(S,1)]} end, io:format("~s ~p~n",[T,R]).
start() ->
  Z = zlib:open(),
  p("bad", fun()->zlib:close(make_ref()) end),
  p("bad2", fun()->zlib:deflateInit(a,1) end),
  [p(io_lib:format("none ~p",[F]), fun()->apply(zlib,F,[Z|A]) end) || {F,A} <- ops()],
  p("init",fun()->zlib:deflateInit(Z) end),
  p("init2",fun()->zlib:deflateInit(Z) end),
  p("init2i",fun()->zlib:inflateInit(Z) end),
  [p(io_lib:format("defl ~p",[F]), fun()->apply(zlib,F,[Z|A]) end) || {F,A} <- ops()],
  Z2 = zlib:open(),
  p("init",fun()->zlib:inflateInit(Z2) end),
  p("init2i",fun()->zlib:inflateInit(Z2) end),
  [p(io_lib:format("infl ~p",[F]), fun()->apply(zlib,F,[Z2|A]) end) || {F,A} <- ops()],
  zlib:close(Z2),
  [p(io_lib:format("closed ~p",[F]), fun()->apply(zlib,F,[Z2|A]) end) || {F,A} <- ops()++[{close,[]},{deflateInit,[]},{inflateInit,[]}]],
  Self=self(),
  spawn(fun() -> 
  [p(io_lib:format("other ~p",[F]), fun()->apply(zlib,F,[Z2|A]) end) || {F,A} <- ops()++[{close,[]},{deflateInit,[]},{inflateInit,[]}]],
   Self ! go end),
  receive go -> ok end,
  Z3=zlib:open(),
  spawn(fun() -> 
  [p(io_lib:format("other2 ~p",[F]), fun()->apply(zlib,F,[Z3|A]) end) || {F,A} <- ops()++[{close,[]},{deflateInit,[]},{inflateInit,[]}]],
   Self ! go end),
  receive go -> ok end,
  p("setctl", fun()->zlib:set_controlling_process(Z3, foo) end),
  p("setctl", fun()->zlib:set_controlling_process(Z3, spawn(fun()->ok end)) end),
  p("setctl", fun()->zlib:close(Z3) end),
  [p(io_lib:format("wb ~p",[W]), fun()->Z5=zlib:open(),zlib:deflateInit(Z5,9,deflated,W,9,default),iolist_to_binary(zlib:deflate(Z5,<<"aaaaaaaaa">>,finish)) end) || W <- lists:seq(-17,50)],
  [p(io_lib:format("wi ~p",[W]), fun()->Z5=zlib:open(),zlib:inflateInit(Z5,W) end) || W <- lists:seq(-17,50)].
ops() -> [{deflateReset,[]},{deflateEnd,[]},{deflateSetDictionary,[<<"abc">>]},
    {inflateSetDictionary,[<<"abc">>]},{inflateGetDictionary,[]},{inflateReset,[]},{inflateEnd,[]},
    {crc32,[]},{getBufSize,[]},{setBufSize,[55]},{setBufSize,[5]},{getBufSize,[]},
    {deflate,[<<>>]},{deflate,[<<"abc">>]},{deflate,[<<"abc">>,sync]},{deflateParams,[1,rle]},{deflateParams,[x,rle]},
    {inflate,[<<>>]},{inflate,[<<"abc">>]},{inflate,[[a]]},{safeInflate,[<<1:3>>]},{deflate,[<<"abc">>,never]},
    {set_controlling_process,[self()]}].
