# scripts/run FILE ARG...: no argument is taken for an option or a file.
# vm: nojit
# expect: ["one","-two","three.beam"]
printf '%s\n' '-module(args).' '-export([start/0]).' \
    'start() -> io:format("~p~n", [init:get_plain_arguments()]).' >args.erl
"$ROOT/scripts/run" args.erl one -two three.beam 2>/dev/null
