# expect-error: scripts/docs: unknown option '--frobnicate' (see scripts/docs --help)
# expect-status: 2
"$ROOT/scripts/docs" --frobnicate
