"""erlang:display/1 (OTP: erts/emulator/beam/bif.c)."""
from atomvm.bif.gateway import bif
from atomvm.proc import output
from atomvm.term.atoms import true
from atomvm.term.show import display_str


@bif('erlang', 'display', 1)
def display_1(w_term):
    """Print a term on standard output; its line ends as on a terminal."""
    output.write(1, display_str(w_term) + '\r\n')
    return true
