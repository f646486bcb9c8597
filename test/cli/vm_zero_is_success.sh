# vm: untranslated nojit linux32
# expect-error: Return value: 0
printf '%s\n' '-module(zero).' '-export([start/0]).' 'start() -> 0.' >zero.erl
erlc zero.erl && "$VM" zero.beam
