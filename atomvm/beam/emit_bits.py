"""Emits bs_create_bin and bs_match: lists of segments and commands.

beam/bitcmd.py says how they are laid out in code.ops.
"""
from atomvm.beam.bitcmd import (C_STRING, MATCH_OPERANDS, create_code,
                                flag_bit, match_code)
from atomvm.beam.opcode import (OP_BS_CREATE_BIN, OP_BS_INIT2,
                                OP_BS_INIT_BITS, OP_BS_MATCH, OP_BS_RESTORE2,
                                OP_BS_SAVE2, OP_BS_START_MATCH4)
from atomvm.error import LoadError
from atomvm.term.atom import W_Atom
from atomvm.term.cons import list_items
from atomvm.term.number import mk_int

SEGMENT = 6     # operands of a segment in the file


def emit(emitter, number, args):
    """Emit an instruction on bit strings whose operands are not written by
    their kind alone; False for any other one."""
    if number == OP_BS_CREATE_BIN:
        create(emitter, args)
    elif number == OP_BS_MATCH:
        match(emitter, args)
    elif (number == OP_BS_INIT2 or number == OP_BS_INIT_BITS or
          number == OP_BS_SAVE2 or number == OP_BS_RESTORE2 or
          number == OP_BS_START_MATCH4):
        old(emitter, number, args)
    else:
        return False
    return True


def old(emitter, number, args):
    """bs_init2 and bs_init_bits Fail Size ...: a size that is a plain number
    becomes a literal; bs_save2 and bs_restore2 Ctx Slot: the atom start
    becomes -1; bs_start_match4 Fail ...: an atom becomes 0."""
    emitter.word(number)
    for k in range(len(args)):
        arg = args[k]
        if k == 1 and (number == OP_BS_INIT2 or number == OP_BS_INIT_BITS):
            value(emitter, arg)
        elif arg.kind == 'a' and k == 1 and (number == OP_BS_SAVE2 or
                                             number == OP_BS_RESTORE2):
            emitter.word(-1)
        elif arg.kind == 'a' and k == 0:
            emitter.word(0)
        else:
            emitter.list_item(arg)


def flags_of(emitter, arg):
    """BSF bits of a list of atoms (a literal, or nil)."""
    if arg.kind == 'u' or arg.kind == 'i':
        return arg.val
    if arg.kind != 'l':
        return 0
    items = list_items(emitter.file.literals[arg.val])
    bits = 0
    if items is not None:
        for w_item in items:
            if isinstance(w_item, W_Atom):
                bits |= flag_bit(w_item.name)
    return bits


def bad(emitter, what):
    return LoadError(emitter.file.filename, 'Code', -1, what)


def atom_name(emitter, arg):
    if arg.kind != 'a' or arg.val == 0:
        raise bad(emitter, 'a segment without a type')
    return emitter.file.atoms[arg.val].name


def create(emitter, args):
    """bs_create_bin Fail Alloc Live Unit Dst [Type Seg Unit Flags Val Size]"""
    emitter.word(OP_BS_CREATE_BIN)
    emitter.target(args[0].val)
    emitter.word(0)
    emitter.word(args[2].val)
    emitter.word(args[3].val)
    emitter.operand(args[4])
    items = args[5].items
    if len(items) % SEGMENT != 0:
        raise bad(emitter, 'incomplete segment of bs_create_bin')
    emitter.word(len(items))
    k = 0
    while k < len(items):
        kind = create_code(atom_name(emitter, items[k]))
        if kind < 0:
            raise bad(emitter, 'unknown segment type ' +
                      atom_name(emitter, items[k]))
        emitter.word(kind)
        emitter.word(items[k + 1].val)
        emitter.word(items[k + 2].val)
        emitter.word(flags_of(emitter, items[k + 3]))
        if kind == C_STRING:
            emitter.word(items[k + 4].val)
            emitter.word(items[k + 5].val)
        else:
            value(emitter, items[k + 4])
            value(emitter, items[k + 5])
        k += SEGMENT


def value(emitter, arg):
    """An operand word, of the literal where it is a plain number."""
    if arg.kind == 'u':
        emitter.word((emitter.literal(mk_int(arg.val)) << 2) | 2)
    else:
        emitter.operand(arg)


def match(emitter, args):
    """bs_match Fail Ctx [Command, Operands...]: the count is that of the
    words that follow."""
    emitter.word(OP_BS_MATCH)
    emitter.target(args[0].val)
    emitter.operand(args[1])
    at = len(emitter.ops)
    emitter.word(0)
    items = args[2].items
    k = 0
    while k < len(items):
        name = atom_name(emitter, items[k])
        code = match_code(name)
        if code < 0:
            raise bad(emitter, 'unknown command of bs_match: ' + name)
        kinds = MATCH_OPERANDS[code]
        if k + len(kinds) >= len(items):
            raise bad(emitter, 'incomplete command of bs_match')
        emitter.word(code)
        k += 1
        for kind in kinds:
            if kind == 'F':
                emitter.word(flags_of(emitter, items[k]))
            elif kind == 'u':
                emitter.word(items[k].val)
            elif kind == 'd':
                emitter.operand(items[k])
            elif kind == 's':
                value(emitter, items[k])
            k += 1
    emitter.ops[at] = len(emitter.ops) - at - 1
