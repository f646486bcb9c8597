# A lock whose process is gone is taken over; one that is held is waited for.
# expect: taken over
# expect: waited
# expect-error: waiting for process ...
mkdir -p copy/build
cp -r "$ROOT/scripts" copy/
. copy/scripts/lib.sh
bash -c : &
wait $!
ln -s $! copy/build/lock.a
lock a
[ "$(readlink copy/build/lock.a)" = $$ ] && echo 'taken over'
sleep 2 &
ln -s $! copy/build/lock.b
lock b
kill -0 $! 2>/dev/null || echo waited
