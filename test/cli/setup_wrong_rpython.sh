# expect-error: scripts/setup: $RPYTHON is '/nonexistent', which has no rpython/translator/goal/translate.py
# expect-status: 1
RPYTHON=/nonexistent "$ROOT/scripts/setup"
