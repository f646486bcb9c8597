# The first module that has start/0 is run; the others are loaded.
# vm: untranslated nojit linux32
# expect-error: Return value: 42
# expect-status: 1
printf '%s\n' '-module(lib).' '-export([answer/0]).' 'answer() -> 42.' >lib.erl
printf '%s\n' '-module(app).' '-export([start/0]).' 'start() -> lib:answer().' >app.erl
erlc lib.erl app.erl && "$VM" lib.beam app.beam
