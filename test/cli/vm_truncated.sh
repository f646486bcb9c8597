# Wherever a file is cut off, one line says so: no traceback, no crash.
# vm: nojit linux32
# expect: 0 bad
erlc "$ROOT/examples/hello_world.erl"
size=$(wc -c <hello_world.beam)
bad=0
for cut in 1 4 8 11 12 19 20 25 40 100 200 300 400 $((size / 2)) $((size - 30)); do
    head -c "$cut" hello_world.beam >cut.beam
    status=0
    "$VM" cut.beam >out 2>&1 || status=$?
    if [ "$status" != 1 ] || [ "$(wc -l <out)" -ne 1 ] || ! grep -q '^atomvm: cut.beam: ' out; then
        bad=$((bad + 1))
        echo "cut at $cut: status $status"
        cat out
    fi
done
echo "$bad bad"
