# expect-error: cross.firmware: no board 'nosuch'; there are: esp32 linux32 mps2-an385 netduinoplus2 netduinoplus2-minimal stm32f4 xtensa-lx106 xtensa-lx60
# expect-status: 2
"$ROOT/scripts/firmware" build --board nosuch
