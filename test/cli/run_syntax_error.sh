# What erlc says is shown, and nothing is run.  The name has a space in it.
# vm: nojit
# expect-error: my dir/bad.erl:2:...
# expect-error: ...
# expect-status: 1
mkdir 'my dir'
printf '%s\n' '-module(bad).' 'start( -> ok.' >'my dir/bad.erl'
"$ROOT/scripts/run" 'my dir/bad.erl'
