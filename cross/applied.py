"""What a function applies: Module:Function(...), apply, spawn and their like with
names that the code says.

Constants are followed from a move to the call that takes them, within a stretch
of code without labels; all others count as values that may go anywhere.
"""
from atomvm.beam.opcode import (
    OP_ALLOCATE, OP_ALLOCATE_HEAP, OP_APPLY, OP_APPLY_LAST, OP_CALL_EXT,
    OP_CALL_EXT_LAST, OP_CALL_EXT_ONLY, OP_DEALLOCATE, OP_GET_HD, OP_GET_LIST,
    OP_GET_TL, OP_GET_TUPLE_ELEMENT, OP_INIT_YREGS, OP_LINE, OP_MOVE, OP_PUT_LIST,
    OP_PUT_TUPLE2, OP_TEST_HEAP, OP_TRIM)

# Instructions that use no registers but those they name, and go on.
QUIET = (OP_ALLOCATE, OP_ALLOCATE_HEAP, OP_DEALLOCATE, OP_GET_HD, OP_GET_LIST,
         OP_GET_TL, OP_GET_TUPLE_ELEMENT, OP_INIT_YREGS, OP_LINE, OP_MOVE,
         OP_PUT_LIST, OP_PUT_TUPLE2, OP_TEST_HEAP, OP_TRIM)
CALLS = (OP_CALL_EXT, OP_CALL_EXT_LAST, OP_CALL_EXT_ONLY)

# Functions that apply a function, and the first of the arguments that name it.
APPLIERS = {}
for _place, _module, _names in (
        (0, 'erlang', 'apply/3 spawn/3 spawn_link/3 spawn_monitor/3 spawn_opt/4 '
                      'hibernate/3 make_fun/3 function_exported/3'),
        (1, 'erlang', 'spawn/4 spawn_link/4 spawn_monitor/4 spawn_opt/5'),
        (0, 'proc_lib', 'spawn/3 spawn_link/3 spawn_opt/4 start/3 start/4 start/5 '
                        'start_link/3 start_link/4 start_link/5 start_monitor/3 '
                        'start_monitor/4 start_monitor/5 hibernate/3'),
        (1, 'proc_lib', 'spawn/4 spawn_link/4 spawn_opt/5')):
    for _name in _names.split():
        _function, _arity = _name.split('/')
        APPLIERS[_module, _function, int(_arity)] = _place


def mfa(ref):
    """(module, name, arity) of an ImportRef."""
    return ref.w_module.name, ref.w_name.name, ref.arity


def is_constant_move(ins):
    return (ins.op == OP_MOVE and ins.args[0].kind == 'a' and ins.args[0].val and
            ins.args[1].kind == 'x')


class Constants(object):
    """The atoms that are in x registers, as one follows the code of a
    calls.Function: {register: name}."""

    def __init__(self, function):
        self.function = function
        self.atoms = {}

    def step(self, ins, imports):
        """Pass an instruction."""
        if ins.op in CALLS:
            place = APPLIERS.get(mfa(imports[ins.args[1].val]))
            if place is not None:
                self.applies(place, None)
        elif ins.op in (OP_APPLY, OP_APPLY_LAST):
            self.applies(ins.args[0].val, ins.args[0].val)
        if ins.op not in QUIET:
            self.flush()
            return
        for arg in ins.args:
            for item in arg.items if arg.kind == 'L' else [arg]:
                if item.kind == 'x' and item.val in self.atoms:
                    self.function.atoms.add(self.atoms.pop(item.val))
        if is_constant_move(ins):
            self.atoms[ins.args[1].val] = ins.args[0].w_value.name

    def applies(self, register, arity):
        """Module and function are in this register and the next one."""
        module, name = self.atoms.get(register), self.atoms.get(register + 1)
        if name is not None:
            del self.atoms[register + 1]
            if module is not None:
                del self.atoms[register]
            self.function.applied.add((module, name, arity))
        else:
            self.function.applied.add((None, None, arity))

    def flush(self):
        """What follows may use them in any way."""
        self.function.atoms.update(self.atoms.values())
        self.atoms = {}
