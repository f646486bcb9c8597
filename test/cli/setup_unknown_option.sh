# expect-error: scripts/setup: unknown argument '--frobnicate' (see scripts/setup --help)
# expect-status: 2
"$ROOT/scripts/setup" --frobnicate
