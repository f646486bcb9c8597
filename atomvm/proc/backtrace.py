"""How many entries a stack trace has at most (OTP: erts_backtrace_depth in
erts/emulator/beam/erl_bif_info.c)."""

LIMIT = 64          # MAX_BACKTRACE_SIZE


class Backtrace(object):
    def __init__(self):
        self.depth = 8

    def set_depth(self, depth):
        """erlang:system_flag(backtrace_depth, Depth); depth >= 0."""
        self.depth = depth if depth < LIMIT else LIMIT

    def of_exception(self):
        """An exception shows at least where it was raised."""
        return self.depth if self.depth > 0 else 1


BACKTRACE = Backtrace()
