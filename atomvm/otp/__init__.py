"""Natives that OTP's applications call, beyond module erlang: on hosts only."""
