# expect-error: scripts/test: no layer 'nonesuch'; there are: unit prop hal rpy jit cli lang otp bench firmware (see scripts/test --help)
# expect-status: 2
"$ROOT/scripts/test" nonesuch
