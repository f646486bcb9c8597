# A copy, for nothing is set up there: what is wrong is said before anything is done.
# expect-error: scripts/setup: $PYTHON27 is '/nonexistent/python', which is not a Python 2.7
# expect-status: 1
mkdir copy
cp -r "$ROOT/scripts" "$ROOT/requirements.txt" copy/
PYTHON27=/nonexistent/python copy/scripts/setup
