"""What Erlang gets for the result codes of hal.api."""
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.number import mk_int
from atomvm.term.tuple import tuple2
from hal import api

# By code, negated; the names of POSIX, where it has one.
W_REASONS = [mk_atom(name) for name in [
    'ok', 'unsupported', 'einval', 'enodev', 'enxio', 'timeout', 'ebusy',
    'eio', 'eacces', 'closed']]


def failed(code):
    """{error, Reason}"""
    return tuple2(atoms.error, W_REASONS[-code])


def done(code):
    """ok | {error, Reason}"""
    if code < 0:
        return failed(code)
    return atoms.ok


def number(code):
    """{ok, Number} | {error, Reason}"""
    if code < 0:
        return failed(code)
    return tuple2(atoms.ok, mk_int(code))


def data(code, found):
    """{ok, Binary} | {error, Reason}"""
    if code < 0:
        return failed(code)
    return tuple2(atoms.ok, mk_binary(found))


def pin_done(code):
    """As done(), but AtomVM's gpio says of what makes no sense: error."""
    if code == api.INVALID:
        return atoms.error
    return done(code)
