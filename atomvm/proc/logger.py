"""Errors that the VM itself tells the process registered as logger.

OTP: erts/emulator/beam/utils.c, send_error_term_to_logger.
"""
from rpython.rlib.rarithmetic import intmask

from atomvm.proc.clock import CLOCK
from atomvm.proc.registry import NAMES
from atomvm.proc.seqtrace import notify
from atomvm.term import atoms
from atomvm.term.cons import chars_list, list_from
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.number import mk_int
from atomvm.term.tuple import mk_tuple


def log_error(process, format, args):
    """format: as of io:format/2; args: list of terms."""
    logger = NAMES.find_process(atoms.logger)
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
