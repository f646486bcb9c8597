# The README's first command, on each VM.
# vm: untranslated nojit linux32 jit
# expect: Hello, world!
# expect-error: Return value: ok
erlc "$ROOT/examples/hello_world.erl" && "$VM" hello_world.beam
