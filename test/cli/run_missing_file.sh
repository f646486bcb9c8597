# expect-error: scripts/run: no such file: 'no such.erl' (see scripts/run --help)
# expect-status: 2
"$ROOT/scripts/run" 'no such.erl'
