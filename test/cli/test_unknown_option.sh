# expect-error: scripts/test: unknown option '--frobnicate' (see scripts/test --help)
# expect-status: 2
"$ROOT/scripts/test" --frobnicate
