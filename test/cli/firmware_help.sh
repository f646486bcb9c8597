# expect: usage: scripts/firmware build --board NAME
scripts/firmware --help | head -1
