# expect-error: scripts/run: which FILE? (see scripts/run --help)
# expect-status: 2
"$ROOT/scripts/run"
