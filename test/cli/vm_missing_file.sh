# vm: untranslated nojit
# expect-error: atomvm: nonesuch.beam: no such file
# expect-status: 2
"$VM" nonesuch.beam
