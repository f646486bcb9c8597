# What is for times on this machine is not for boards.
# expect-error: scripts/bench: --board takes no other option (see scripts/bench --help)
# expect-status: 2
"$ROOT/scripts/bench" --board netduinoplus2 --runs 1
