# expect-error: scripts/test: no layer 'nonesuch'; there are: unit prop rpy jit firmware hal cli lang otp bench (see scripts/test --help)
# expect-status: 2
"$ROOT/scripts/test" nonesuch
