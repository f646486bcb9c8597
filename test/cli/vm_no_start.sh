# vm: untranslated nojit linux32
# expect-error: atomvm: no module has a function start/0: nostart.beam
# expect-status: 1
printf '%s\n' '-module(nostart).' '-export([go/0]).' 'go() -> ok.' >nostart.erl
erlc nostart.erl && "$VM" nostart.beam
