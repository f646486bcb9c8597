# expect-error: packbeam: unknown command 'make'; see packbeam help
# expect-status: 255
"$ROOT/scripts/packbeam" make
