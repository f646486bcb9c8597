# expect-error: atomvm: flash: option --frobnicate not recognized (see scripts/atomvm --help)
# expect-status: 2
"$ROOT/scripts/atomvm" flash --frobnicate
