# expect-error: scripts/run: 'notes.txt' is neither an .erl nor a .beam (see scripts/run --help)
# expect-status: 2
touch notes.txt
"$ROOT/scripts/run" notes.txt
