# expect-error: scripts/run: unknown option '--frobnicate' (see scripts/run --help)
# expect-status: 2
"$ROOT/scripts/run" --frobnicate
