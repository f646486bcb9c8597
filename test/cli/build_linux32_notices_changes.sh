# What is_current says of the 32-bit binary and of the C sources that it is
# compiled from after nothing happened, a change of how to compile, a change of
# the VM.
# expect: binary yes, C yes
# expect: binary no, C yes
# expect: binary no, C no
mkdir -p 'a copy/build/c32' 'a copy/atomvm' 'a copy/cross/target'
cp -r "$ROOT/scripts" 'a copy/'
cd 'a copy'
echo one >atomvm/main.py
echo two >cross/target/linux32.mk
. scripts/lib.sh
ask() { if is_current "$1"; then echo yes; else echo no; fi; }
both() { echo "binary $(ask atomvm-linux32), C $(ask c32)"; }
sleep 0.1
printf '#!/bin/sh\n' >build/atomvm-linux32
chmod +x build/atomvm-linux32
for kind in atomvm-linux32 c32; do
    { source_digest; echo; } >"build/$kind.sources"
done
both
sleep 0.1
echo three >cross/target/linux32.mk
both
sleep 0.1
echo four >atomvm/main.py
both
