# expect-error: scripts/build: unknown argument '--frobnicate' (see scripts/build --help)
# expect-status: 2
"$ROOT/scripts/build" --frobnicate
