# expect-error: scripts/bench: unknown argument '--frobnicate' (see scripts/bench --help)
# expect-status: 2
"$ROOT/scripts/bench" --frobnicate
