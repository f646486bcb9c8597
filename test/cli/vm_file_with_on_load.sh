# The on_load function of a file of the command line runs before anything else
# in it; where it fails the module is not there, and the report says why.
# vm: untranslated nojit
# expect: loading
# expect: started
# expect: =WARNING REPORT====...
# expect: The on_load function for module bad returned:
# expect: {error,"no library"}
# expect: ...
# expect-error: ...
# expect-error: exception error: undefined function bad:start/0
# expect-status: 1
printf '%s\n' '-module(good).' '-export([start/0]).' '-on_load(init/0).' \
    'init() -> io:format("loading~n"), ok.' \
    'start() -> io:format("started~n").' >good.erl
printf '%s\n' '-module(bad).' '-export([start/0]).' '-on_load(init/0).' \
    'init() -> {error, "no library"}.' 'start() -> ok.' >bad.erl
erlc good.erl bad.erl
"$VM" good.beam
"$VM" bad.beam
