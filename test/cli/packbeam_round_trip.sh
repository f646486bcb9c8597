# A pack is made, listed, and unpacked again.
# expect: note.txt [6]
# expect: x out/note.txt
# expect: hello
printf 'hello\n' >note.txt
"$ROOT/scripts/packbeam" create a.avm note.txt
"$ROOT/scripts/packbeam" list a.avm
"$ROOT/scripts/packbeam" extract --out out a.avm note.txt
cat out/note.txt
