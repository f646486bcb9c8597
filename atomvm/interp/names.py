"""Names of opcodes, OTP's and our own."""
from atomvm.beam import internal, opcode


def _all_names():
    names = ['?'] * (internal.LAST + 1)
    for name, info in opcode.BY_NAME.items():
        names[info.number] = name
    for name, info in internal.BY_NAME.items():
        names[info.number] = name
    return names


NAMES = _all_names()


def op_name(number):
    if 0 <= number < len(NAMES):
        return NAMES[number]
    return '?'
