# An .erl is compiled and run, then changed and run again; no trace of it is left
# in its folder.
# vm: nojit
# expect: hello
# expect: hello again
# expect: hello.erl
mkdir 'my dir'
cd 'my dir'
printf '%s\n' '-module(hello).' '-export([start/0]).' 'start() -> erlang:display_string("hello\n"), ok.' >hello.erl
"$ROOT/scripts/run" hello.erl 2>/dev/null
sed -i.old 's/hello\\n/hello again\\n/' hello.erl && rm hello.erl.old
"$ROOT/scripts/run" hello.erl 2>/dev/null
ls
