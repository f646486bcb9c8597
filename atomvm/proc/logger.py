"""Errors that the VM itself tells the system logger.

OTP: erts/emulator/beam/utils.c, send_error_term_to_logger.
"""
from rpython.rlib.rarithmetic import intmask

from atomvm.proc.clock import CLOCK
from atomvm.proc.registry import NAMES, live_process
from atomvm.proc.seqtrace import notify
from atomvm.term import atoms
from atomvm.term.cons import chars_list, list_from
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.number import mk_int
from atomvm.term.pid import W_Pid
from atomvm.term.tuple import mk_tuple


class SystemLogger(object):
    """Who is told: w_target is an atom, logger (who is registered so) or
    undefined (nobody), or a pid (erlang:system_flag(system_logger, _))."""

    def __init__(self):
        self.w_target = atoms.logger

    def process(self):
        """The Process, or None."""
        w_target = self.w_target
        if isinstance(w_target, W_Pid):
            return live_process(w_target)
        return NAMES.find_process(w_target)


SYSTEM_LOGGER = SystemLogger()


def log_error(process, format, args):
    """format: as of io:format/2; args: list of terms."""
    logger = SYSTEM_LOGGER.process()
    if logger is None or logger is process:
        return
    w_time = mk_int(intmask(CLOCK.system_ns() // 1000))
    w_meta = mk_map_from_pairs(
        [atoms.error_logger, atoms.gl, atoms.pid, atoms.time],
        [mk_map_from_pairs([atoms.emulator, atoms.tag],
                           [atoms.true, atoms.error]),
         process.w_group_leader, process.w_pid, w_time])
    notify(logger, mk_tuple([atoms.log, atoms.error, chars_list(format),
                             list_from(args), w_meta]))
