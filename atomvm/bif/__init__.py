"""What OTP implements in C, one file per Erlang module or family."""
