# expect-error: scripts/firmware: which board? --board NAME (see scripts/firmware --help)
# expect-status: 2
"$ROOT/scripts/firmware" build
