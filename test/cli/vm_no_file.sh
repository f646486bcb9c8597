# vm: untranslated nojit linux32
# expect-error: atomvm: no file to run (there is no shell yet) (see atomvm --help)
# expect-status: 2
"$VM"
