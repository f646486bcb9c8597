# What is_current says of a binary after nothing happened, a touch, a change,
# the change taken back, a new file, a file gone, and another RPython.
# expect: yes
# expect: yes
# expect: no
# expect: yes
# expect: no
# expect: yes
# expect: no
# expect: no
mkdir -p 'a copy/build' 'a copy/atomvm/term' 'a copy/libs'
cp -r "$ROOT/scripts" "$ROOT/requirements.txt" 'a copy/'
cd 'a copy'
echo one >targetatomvm.py
echo two >atomvm/term/cons.py
echo three >libs/boot.erl
. scripts/lib.sh
ask() { if is_current atomvm; then echo yes; else echo no; fi; }
sleep 0.1
printf '#!/bin/sh\n' >build/atomvm
chmod +x build/atomvm
source_digest >build/atomvm.sources
echo >>build/atomvm.sources
ask
sleep 0.1
touch atomvm/term/cons.py
ask
sleep 0.1
echo 2 >atomvm/term/cons.py
ask
echo two >atomvm/term/cons.py
ask
sleep 0.1
echo four >atomvm/term/nil.py
ask
rm atomvm/term/nil.py
ask
sleep 0.1
rm libs/boot.erl
ask
echo three >libs/boot.erl
mkdir rpy
RPYTHON=$PWD/rpy
ask
