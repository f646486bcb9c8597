"""Operands of decoded code: a word is (index << 2) | kind."""
from atomvm import config
from atomvm.beam.code import KIND_X, KIND_Y


def load(code, xs, ys, word):
    """The term that an operand word stands for."""
    kind = word & 3
    index = word >> 2
    assert index >= 0
    if kind == KIND_X:
        return xs[index]
    elif kind == KIND_Y:
        return ys[index]
    return code.literal(index)


def store(xs, ys, word, w_value):
    """Write a register (never a literal)."""
    index = word >> 2
    assert index >= 0
    if word & 3 == KIND_X:
        xs[index] = w_value
    else:
        ys[index] = w_value


# (on boards a literal may have to be decoded: RPython inlines no call that may
# raise an exception into one that it is caught in)
load._always_inline_ = 'try' if config.BOARD else True
store._always_inline_ = True
