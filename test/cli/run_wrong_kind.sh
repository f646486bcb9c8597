# expect-error: scripts/run: 'notes.txt' is no .erl, .beam or .avm (see scripts/run --help)
# expect-status: 2
touch notes.txt
"$ROOT/scripts/run" notes.txt
