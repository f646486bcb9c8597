# expect-error: scripts/atomvm: what? new, run, flash, monitor, size or a FILE (see scripts/atomvm --help)
# expect-status: 2
"$ROOT/scripts/atomvm"
