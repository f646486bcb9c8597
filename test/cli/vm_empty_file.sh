# vm: untranslated nojit linux32
# expect-error: atomvm: empty.beam: ...
# expect-status: 1
: >empty.beam
"$VM" empty.beam
