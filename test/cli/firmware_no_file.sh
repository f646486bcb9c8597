# expect-error: scripts/firmware: no such.avm: no such file
# expect-status: 2
"$ROOT/scripts/firmware" run --board linux32 'no such.avm'
