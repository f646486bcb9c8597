# What was printed before halt/1 gets out.
# vm: untranslated nojit linux32 jit
# expect: before
# expect-status: 7
printf '%s\n' '-module(stop).' '-export([start/0]).' \
    'start() -> io:put_chars("before\n"), halt(7).' >stop.erl
erlc stop.erl && "$VM" stop.beam
