# expect-error: scripts/firmware: unknown option '--frobnicate' (see scripts/firmware --help)
# expect-status: 2
"$ROOT/scripts/firmware" --frobnicate
