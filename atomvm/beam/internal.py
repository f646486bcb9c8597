"""Opcodes of our own, numbered above OTP's: what emit.py decodes OTP's to.

Operand letters as in opcode.py; n a plain integer, r an index in code.rets,
e an index in code.imports.  INLINE_BIFS are BIFs with an opcode of their own;
they all take a fail label first and a destination last.
"""

from atomvm.beam.export import named_export

FIRST = 200

FLOW = [
    ('entry', 'n'),             # of a function: live registers
    ('restore', ''),            # return point: y registers from the frame
    ('resume', ''),             # the same where a receive goes on
    ('exit', ''),               # the process has ended
    ('i_call', 'nfnrn'),        # arity target header return-point ny
    ('i_call_tail', 'nfn'),
    ('i_call_ext', 'nern'),     # arity export return-point ny
    ('i_call_ext_tail', 'ne'),
    ('i_call_bif', 'nern'),     # a native; the return point is for its trap
    ('i_call_bif_tail', 'ne'),  # a return follows
    ('i_call_fun', 'nsrn'),     # arity fun return-point ny
    ('i_call_fun_tail', 'ns'),
    ('i_apply', 'nrn'),
    ('i_apply_tail', 'n'),
    ('i_wait', 'rn'),
    ('i_wait_timeout', 'srn'),
    ('i_loop_rec_end', 'rn'),
    ('i_allocate', 'n'),
    ('i_select', 'sfn'),        # then n times: value, label
    ('i_select_table', 'sfn'),
    ('i_tuple', 'dn'),          # then n sources
    ('i_make_fun', 'dnn'),      # fun index, n; then n sources
    ('i_apply_list', ''),       # apply/3 with the arguments in a list
    ('i_apply_fun_list', ''),   # apply/2
    ('i_yield', ''),
    ('i_hibernate', ''),
    ('i_fadd', 'jlll'),         # results that need no check: beam/floats.py
    ('i_fsub', 'jlll'),
    ('i_fmul', 'jlll'),
    ('i_break', ''),            # of traced functions: proc/tracecode.py
]

GENERIC_BIFS = [
    ('i_bif0', 'jed'), ('i_bif1', 'jesd'), ('i_bif2', 'jessd'),
    ('i_bif3', 'jesssd'),
]

INLINE_BIFS = [
    ('+', 2), ('-', 2), ('*', 2), ('/', 2), ('div', 2), ('rem', 2),
    ('band', 2), ('bor', 2), ('bxor', 2), ('bsl', 2), ('bsr', 2),
    ('bnot', 1), ('-', 1), ('+', 1),
    ('=:=', 2), ('=/=', 2), ('==', 2), ('/=', 2),
    ('<', 2), ('>', 2), ('>=', 2), ('=<', 2),
    ('and', 2), ('or', 2), ('not', 1),
    ('hd', 1), ('tl', 1), ('element', 2), ('tuple_size', 1),
    ('is_integer', 1), ('is_atom', 1), ('is_list', 1), ('is_tuple', 1),
    ('is_binary', 1), ('is_float', 1), ('is_number', 1), ('is_map', 1),
    ('is_pid', 1), ('is_boolean', 1), ('is_reference', 1),
    ('map_size', 1), ('map_get', 2), ('is_map_key', 2), ('byte_size', 1),
]


class InternalOp(object):
    def __init__(self, number, name, letters):
        self.number = number
        self.name = name
        self.letters = list(letters)


def bif_op(name, arity):
    """Name of the opcode of an inlined BIF."""
    return '%s/%d' % (name, arity)


def _number_all():
    table = {}
    number = FIRST
    for name, letters in FLOW + GENERIC_BIFS + [
            (bif_op(n, a), 'j' + 's' * a + 'd') for n, a in INLINE_BIFS]:
        table[name] = InternalOp(number, name, letters)
        number += 1
    return table


BY_NAME = _number_all()

for _name, _letters in FLOW + GENERIC_BIFS:
    globals()['OP_' + _name.upper()] = BY_NAME[_name].number

# Those below have a fail label for their first operand: failing jumps there.
FIRST_GUARD = BY_NAME['i_bif0'].number
LAST = FIRST + len(BY_NAME)
COUNT = LAST

FIRST_INLINE = FIRST_GUARD + len(GENERIC_BIFS)
INLINE_ARITY = [_arity for _name, _arity in INLINE_BIFS]

INLINE_BY_KEY = {}
for _name, _arity in INLINE_BIFS:
    INLINE_BY_KEY[bif_op(_name, _arity)] = BY_NAME[bif_op(_name, _arity)].number

INLINE_EXPORTS = [named_export('erlang', _name, _arity)
                  for _name, _arity in INLINE_BIFS]


def inline_export(number):
    """The Export of the BIF that an inlined opcode stands for."""
    return INLINE_EXPORTS[number - FIRST_INLINE]
