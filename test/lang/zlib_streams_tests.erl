%% Streams of zlib: chunks, ends of data, dictionaries, what is no compressed data.
-module(zlib_streams_tests).
-export([start/0]).
-compile(nowarn_deprecated_function).
p(T,F)-> R = try F() catch C:E:S -> {C,E,[{M,Fu,case A of L when is_list(L)->length(L);_->A end,X}||{M,Fu,A,X}<-lists:sublist(S,1)]} end, io:format("~s ~p~n",[T,R]).
sz({T,B}) -> {T,iolist_size(B)};
sz({T,A,B}) -> {T,A,iolist_size(B)}.
loop(Z,D) -> R=zlib:safeInflate(Z,D), io:format(" ~p", [sz(R)]), case R of {continue,_} -> loop(Z,[]); _ -> io:nl() end.
start() ->
    [begin Z0 = zlib:open(), zlib:inflateInit(Z0), loop(Z0, zlib:compress(binary:copy(<<"a">>, N))), zlib:close(Z0) end
        || N <- [16384,16385]],
  p("deadctl", fun()-> {P,R}=spawn_monitor(fun()->ok end), receive {'DOWN',R,_,_,_}->ok end, zlib:set_controlling_process(zlib:open(), P) end),
  [begin Z=zlib:open(), zlib:inflateInit(Z,15,B), io:format("~p ~p",[N,B]), p("",fun()->loop(Z,[zlib:compress(binary:copy(<<"a">>,N)),X]) end),
     p("more", fun()->loop(Z,zlib:compress(<<"xyz">>)) end),
     p("crc",fun()->zlib:crc32(Z) end), p("end",fun()->zlib:inflateEnd(Z) end),p("crc",fun()->zlib:crc32(Z) end),p("reinit",fun()->zlib:deflateInit(Z) end) end 
    || N <- [1], X <- [[],<<"rest">>,zlib:compress(<<"abc">>)], B <- [error,reset,cut]],
  Z = zlib:open(), zlib:deflateInit(Z),
  p("badflush", fun() -> zlib:deflate(Z,<<"abc">>,foo) end),
  p("badiod", fun() -> zlib:deflate(Z,[a]) end),
  p("crc0", fun() -> zlib:crc32(Z) end),
  p("end", fun() -> zlib:deflateEnd(Z) end),
  Z2 = zlib:open(), zlib:deflateInit(Z2),
  p("d", fun() -> zlib:deflate(Z2,<<"abc">>) end),
  p("crc0", fun() -> zlib:crc32(Z2) end),
  p("end", fun() -> zlib:deflateEnd(Z2) end),
  p("crc0", fun() -> zlib:crc32(Z2) end),
  p("reinit", fun() -> zlib:deflateInit(Z2) end),
  p("crc0", fun() -> zlib:crc32(Z2) end),
  p("d", fun() -> zlib:deflate(Z2,<<"abc">>,finish) end),
  p("d", fun() -> zlib:deflate(Z2,<<"abc">>,finish) end),
  p("d", fun() -> zlib:deflate(Z2,<<"abc">>) end),
  p("d", fun() -> zlib:deflate(Z2,<<"abc">>,sync) end),
  p("reset", fun() -> zlib:deflateReset(Z2) end),
  p("crc0", fun() -> zlib:crc32(Z2) end),
  p("d", fun() -> zlib:deflate(Z2,<<"abc">>,sync) end),
  p("d", fun() -> zlib:deflate(Z2,<<"">>,sync) end),
  p("dict", fun() -> zlib:deflateSetDictionary(Z2,<<"">>) end),
  p("par", fun() -> zlib:deflateParams(Z2,0,filtered) end),
  p("d", fun() -> zlib:deflate(Z2,<<"abcabcabcabc">>,none) end),
  p("par", fun() -> zlib:deflateParams(Z2,9,rle) end),
  p("d", fun() -> zlib:deflate(Z2,<<"abcabcabcabc">>,full) end),
  p("crc0", fun() -> zlib:crc32(Z2) end),
  p("reset", fun() -> zlib:deflateReset(Z2) end),
  p("dict", fun() -> zlib:deflateSetDictionary(Z2,<<"">>) end),
  p("dict", fun() -> zlib:deflateSetDictionary(Z2,[<<"abc">>,"def",x]) end),
  p("dict", fun() -> zlib:deflateSetDictionary(Z2,[<<"abc">>,"def"]) end),
  p("dict", fun() -> zlib:deflateSetDictionary(Z2,[<<"abc">>,"def"]) end),
  p("d", fun() -> put(x,zlib:deflate(Z2,<<"abcdefabcdef">>,finish)) end),
  [begin
  Z3=zlib:open(), p("init",fun()->zlib:inflateInit(Z3) end),
  p("i", fun()->zlib:inflate(Z3,get(x),O) end),
  p("i", fun()->zlib:inflate(Z3,[],O) end),
  p("dict", fun()->zlib:inflateSetDictionary(Z3,<<"abc">>) end),
  p("dict", fun()->zlib:inflateSetDictionary(Z3,[<<"abc">>,"def"]) end),
  p("i", fun()->zlib:inflate(Z3,[],O) end),
  p("gd", fun()->zlib:inflateGetDictionary(Z3) end),
  p("reset", fun()->zlib:inflateReset(Z3) end),
  p("crc", fun()->zlib:crc32(Z3) end),
  p("gd", fun()->zlib:inflateGetDictionary(Z3) end),
  p("i", fun()->zlib:inflate(Z3,<<"xyz">>,O) end),
  p("i", fun()->zlib:inflate(Z3,<<"xyz">>,O) end),
  p("e", fun()->zlib:inflateEnd(Z3) end)
  end || O <- [[],[{exception_on_need_dict,false}]]],
  p("unc", fun()->zlib:uncompress(<<"1">>) end),
  p("unc", fun()->zlib:uncompress(foo) end),
  p("unc", fun()->zlib:uncompress(<<"12345678901">>) end),
  p("unc", fun()->zlib:uncompress(binary:part(zlib:compress(<<"abcabcdefdef">>),0,10)) end),
  p("unc", fun()->zlib:unzip(<<>>) end),
  p("unc", fun()->zlib:unzip(<<1,2,3,4>>) end),
  p("unc", fun()->zlib:gunzip(<<>>) end),
  p("unc", fun()->zlib:gunzip([zlib:gzip(<<"abc">>),zlib:gzip(<<"def">>)]) end),
  p("unc", fun()->zlib:gunzip([zlib:gzip(<<"abc">>),"x"]) end),
  p("unc", fun()->zlib:gunzip([zlib:gzip(<<"abc">>),"xxxxxxxxxxxxxxxxxxx"]) end),
  Z6=zlib:open(), zlib:inflateInit(Z6), zlib:setBufSize(Z6,20),
  p("chunk", fun()->zlib:inflateChunk(Z6,zlib:compress(binary:copy(<<"abcd">>,15))) end),
  p("chunk", fun()->zlib:inflateChunk(Z6) end),
  p("chunk", fun()->zlib:inflateChunk(Z6) end),
  p("chunk", fun()->zlib:inflateChunk(Z6) end),
    dictionaries().

dictionaries() ->
  Z2=zlib:open(), zlib:deflateInit(Z2),
  Ad = zlib:deflateSetDictionary(Z2,[<<"abc">>,"def"]),
  X = iolist_to_binary(zlib:deflate(Z2,<<"abcdefabcdefxyz">>,finish)),
  io:format("~p ~p~n",[Ad,X]),
  lists:foreach(fun(Ops) -> io:format("~p~n",[Ops]),
    Z=zlib:open(), zlib:inflateInit(Z),
    [case O of d -> p("dict", fun()->zlib:inflateSetDictionary(Z,"abcdef") end);
      b -> p("baddict", fun()->zlib:inflateSetDictionary(Z,"abcdf") end);
      x -> p("inflate", fun()->zlib:inflate(Z,X) end);
      y -> p("inflate", fun()->zlib:inflate(Z,binary:part(X,0,6)) end);
      i -> p("inflate []", fun()->zlib:inflate(Z,[]) end);
      s -> p("sinflate []", fun()->zlib:safeInflate(Z,[]) end);
      r -> p("reset", fun()->zlib:inflateReset(Z) end);
      g -> p("getdict", fun()->zlib:inflateGetDictionary(Z) end);
      e -> p("end", fun()->zlib:inflateEnd(Z) end) end || O <- Ops] end,
    [[x,d,i,g,e],[x,i,i,d,i],[x,s,s,d,s,e],[x,b,d,i,e],[x,b,i,d,i],[x,d,d,i],[y,i,s,d,i,e],[x,r,x,d,i,e],[d,x],[x,g,d,g,i,g]]).
