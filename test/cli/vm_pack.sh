# Packs on the command line: the first module that is marked is started, in a pack
# or alone; modules are looked for in all of them.
# vm: untranslated nojit linux32 jit
# expect: {"lib.avm/library.beam",fine}
# expect: {"lib.avm/library.beam",fine}
# expect: {"lib.avm/library.beam",fine}
# expect-error: Return value: ok
# expect-error: Return value: ok
# expect-error: Return value: ok
# expect-error: atomvm: no module has a function start/0: lib.avm
# expect-error: atomvm: cut.avm: offset 24: bad size of an entry: ...
# expect-error: atomvm: text.avm: offset 0: not a pack (.avm)
# expect-error: atomvm: none.avm: no such file
# expect-status: 2
cat >main.erl <<'END'
-module(main).
-export([start/0]).
start() ->
    erlang:display({code:which(library), library:f()}),
    ok.
END
printf -- '-module(library).\n-export([f/0]).\nf() -> fine.\n' >library.erl
mkdir ebin
erlc -o ebin main.erl library.erl
"$ROOT/scripts/packbeam" create lib.avm ebin/library.beam
"$ROOT/scripts/packbeam" create main.avm ebin/main.beam
"$VM" main.avm lib.avm
"$VM" lib.avm main.avm
"$VM" ebin/main.beam lib.avm
"$VM" lib.avm
head -c 60 main.avm >cut.avm
"$VM" cut.avm
echo text >text.avm
"$VM" text.avm
"$VM" none.avm
