# vm: untranslated nojit linux32
# expect-error: atomvm: nonesuch.beam: no such file
# expect-status: 2
"$VM" nonesuch.beam
