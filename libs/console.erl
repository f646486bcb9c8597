%% Text on the console, with the functions and replies of AtomVM's console: bytes
%% as they are, with no line end added.
-module(console).
-export([start/0, puts/1, puts/2, flush/0, flush/1, print/1]).

%% The handle: there is no driver that would have to run.
start() -> console.

puts(Text) -> print(Text).

puts(console, Text) -> print(Text).

%% The VM itself does not keep what is written for long.
flush() -> ok.

flush(console) -> ok.

print(Text) ->
    try
        avm_io:write(1, Text)
    catch
        error:badarg -> {error, badarg}
    end.
