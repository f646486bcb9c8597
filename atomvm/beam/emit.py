"""From a verified BeamFile and its flow analysis to Code.

Every instruction becomes its opcode and its operands, one word each; what the
interpreter treats in a way of its own (calls, returns, receive, frames) gets
an opcode of beam/internal.py.  Decisions that depend on the place only are
made here: slots of y registers, active handlers, loop headers.
"""
from atomvm.beam import emit_bits, floats
from atomvm.beam import internal as op
from atomvm.beam.code import KIND_LITERAL
from atomvm.beam.emit_base import EmitterBase
from atomvm.beam.export import get_export, named_export
from atomvm.beam.opcode import (
    OP_LABEL, OP_FUNC_INFO, OP_INT_CODE_END, OP_CALL, OP_CALL_LAST,
    OP_CALL_ONLY, OP_CALL_EXT, OP_CALL_EXT_LAST, OP_CALL_EXT_ONLY, OP_BIF0,
    OP_BIF1, OP_BIF2, OP_BIF3, OP_GC_BIF1, OP_GC_BIF2, OP_GC_BIF3,
    OP_ALLOCATE, OP_ALLOCATE_HEAP, OP_ALLOCATE_ZERO, OP_ALLOCATE_HEAP_ZERO,
    OP_TEST_HEAP, OP_INIT, OP_INIT_YREGS, OP_DEALLOCATE, OP_RETURN, OP_TRIM,
    OP_LOOP_REC_END, OP_WAIT, OP_WAIT_TIMEOUT, OP_SELECT_VAL, OP_CALL_FUN,
    OP_CALL_FUN2, OP_APPLY, OP_APPLY_LAST, OP_CATCH, OP_TRY, OP_TRY_END,
    OP_FCLEARERROR, OP_FCHECKERROR, OP_MAKE_FUN2, OP_MAKE_FUN3, OP_LINE,
    OP_PUT_TUPLE, OP_PUT, OP_PUT_TUPLE2, OP_ON_LOAD, OP_NIF_START,
    OP_EXECUTABLE_LINE, OP_DEBUG_LINE, OP_JUMP, OP_BADMATCH)
from atomvm.term import atoms

# select_val looks its value up in a table from this many values on.
TABLE_SIZE = 9


APPLY_2 = named_export('erlang', 'apply', 2)
APPLY_3 = named_export('erlang', 'apply', 3)


class Emitter(EmitterBase):
    """emit_module() below drives it."""

    def instruction(self, i):
        """Emit instruction i of the file."""
        ins = self.file.instrs[i]
        number = ins.op
        args = ins.args
        if number == OP_LABEL:
            self.label(args[0].val)
        elif number == OP_LINE:
            self.line(args[0].val)
        elif number == OP_FUNC_INFO:
            self.func_info(i)
        elif (number == OP_CALL or number == OP_CALL_ONLY or
              number == OP_CALL_LAST):
            self.local_call(number, args, i)
        elif (number == OP_CALL_EXT or number == OP_CALL_EXT_ONLY or
              number == OP_CALL_EXT_LAST):
            self.external_call(number == OP_CALL_EXT, args[0].val,
                               args[1].val, i)
        elif number == OP_CALL_FUN or number == OP_CALL_FUN2:
            self.fun_call(number, args, i)
        elif number == OP_APPLY or number == OP_APPLY_LAST:
            self.apply(number, args, i)
        elif (number == OP_BIF0 or number == OP_BIF1 or number == OP_BIF2 or
              number == OP_BIF3):
            self.bif(args, number != OP_BIF0, 0)
        elif (number == OP_GC_BIF1 or number == OP_GC_BIF2 or
              number == OP_GC_BIF3):
            self.bif(args, True, 1)
        elif (number == OP_WAIT or number == OP_WAIT_TIMEOUT or
              number == OP_LOOP_REC_END):
            self.receive(number, args, i)
        elif number == OP_SELECT_VAL:
            self.select(args)
        elif number == OP_PUT_TUPLE2:
            self.word(op.OP_I_TUPLE)
            self.operand(args[0])
            self.operands(args[1].items)
        elif number == OP_PUT_TUPLE:
            self.old_tuple(args, i)
        elif number == OP_MAKE_FUN2 or number == OP_MAKE_FUN3:
            self.make_fun(number, args)
        elif (number == OP_ALLOCATE or number == OP_ALLOCATE_HEAP or
              number == OP_ALLOCATE_ZERO or number == OP_ALLOCATE_HEAP_ZERO):
            self.word(op.OP_I_ALLOCATE)
            self.word(args[0].val)
        elif floats.unchecked(number) != 0:
            if floats.is_checked_later(self.file.instrs, i):
                number = floats.unchecked(number)
            self.plain(number, args)
        elif not self.left_out(number) and not emit_bits.emit(self, number,
                                                              args):
            self.plain(number, args)

    def left_out(self, number):
        """Opcodes that do nothing here: the frame is gone with the call,
        which handler is active is known, dead y slots are not saved."""
        return (number == OP_TEST_HEAP or number == OP_INIT or
                number == OP_INIT_YREGS or number == OP_DEALLOCATE or
                number == OP_TRIM or number == OP_CATCH or
                number == OP_TRY or number == OP_TRY_END or
                number == OP_FCLEARERROR or number == OP_FCHECKERROR or
                number == OP_NIF_START or number == OP_EXECUTABLE_LINE or
                number == OP_DEBUG_LINE or number == OP_INT_CODE_END or
                number == OP_PUT or number == OP_ON_LOAD)

    def func_info(self, i):
        function = self.flow.functions[self.flow.function_of[i]]
        self.function_pcs.append(len(self.ops))
        self.plain(OP_FUNC_INFO, self.file.instrs[i].args)
        self.current = function

    def local_call(self, number, args, i):
        arity = args[0].val
        target = self.function_of_label(args[1].val)
        export = get_export(self.file.w_name, target.w_name, target.arity)
        if export.bif is not None:
            # a function that is a native: its Erlang body is only a stub
            self.imports.append(export)
            self.external_call(number == OP_CALL, arity,
                               len(self.imports) - 1, i)
            return
        recursive = target.scc == self.current.scc and self.current.cyclic
        if number == OP_CALL:
            self.word(op.OP_I_CALL)
            self.word(arity)
            self.target(args[1].val)
            self.word(int(recursive))
            self.return_point(i, 3, recursive)
        else:
            self.word(op.OP_I_CALL_TAIL)
            self.word(arity)
            self.target(args[1].val)
            self.word(int(recursive))

    def external_call(self, returns, arity, index, i):
        native = self.imports[index].bif is not None
        if returns:
            self.word(op.OP_I_CALL_BIF if native else op.OP_I_CALL_EXT)
            self.word(arity)
            self.word(index)
            self.return_point(i, 2, False)
        elif self.imports[index] is APPLY_3:
            # here and not in a body of its own: where it fails, the stack
            # trace shows the caller
            self.word(op.OP_I_APPLY_LIST)
        elif self.imports[index] is APPLY_2:
            self.word(op.OP_I_APPLY_FUN_LIST)
        else:
            self.word(op.OP_I_CALL_BIF_TAIL if native
                      else op.OP_I_CALL_EXT_TAIL)
            self.word(arity)
            self.word(index)
            if native:
                self.word(OP_RETURN)

    def fun_call(self, number, args, i):
        """call_fun; a tail call where only deallocate and return follow."""
        if number == OP_CALL_FUN:
            arity = args[0].val
            fun = arity << 2
        else:
            arity = args[1].val
            fun = self.operand_word(args[2])
        tail = self.is_tail(i)
        self.word(op.OP_I_CALL_FUN_TAIL if tail else op.OP_I_CALL_FUN)
        self.word(arity)
        self.word(fun)
        if not tail:
            self.return_point(i, 2, False)

    def apply(self, number, args, i):
        tail = number == OP_APPLY_LAST or self.is_tail(i)
        self.word(op.OP_I_APPLY_TAIL if tail else op.OP_I_APPLY)
        self.word(args[0].val)
        if not tail:
            self.return_point(i, 1, False)

    def is_tail(self, i):
        """Is instruction i followed by (deallocate and) return?"""
        instrs = self.file.instrs
        if instrs[i + 1].op == OP_DEALLOCATE:
            i += 1
        return instrs[i + 1].op == OP_RETURN

    def bif(self, args, with_fail, live):
        """bif0-3, gc_bif1-3: fail label, (live,) import, sources, dest."""
        fail = 0
        at = 0
        if with_fail:
            fail = args[0].val
            at = 1 + live
        export = self.imports[args[at].val]
        sources = len(args) - at - 2
        number = -1
        if export.w_module.name == 'erlang':
            number = op.INLINE_BY_KEY.get(
                export.w_name.name + '/' + str(sources), -1)
        if number >= 0:
            self.word(number)
            self.target(fail)
        elif export.bif is None:
            self.no_bif(fail)
            return
        else:
            self.word(op.FIRST_GUARD + sources)
            self.target(fail)
            self.word(args[at].val)
        for k in range(at + 1, len(args)):
            self.operand(args[k])

    def no_bif(self, fail):
        """Code that calls as a BIF what is none is damaged: it fails there."""
        if fail != 0:
            self.word(OP_JUMP)
            self.target(fail)
        else:
            self.word(OP_BADMATCH)
            self.word((self.literal(atoms.undef) << 2) | KIND_LITERAL)

    def receive(self, number, args, i):
        """wait, wait_timeout, loop_rec_end: they go on at a label that has a
        resume point before it."""
        point = self.resume_point(args[0].val, i)
        if number == OP_WAIT:
            self.word(op.OP_I_WAIT)
        elif number == OP_WAIT_TIMEOUT:
            self.word(op.OP_I_WAIT_TIMEOUT)
            self.operand(args[1])
        else:
            self.word(op.OP_I_LOOP_REC_END)
        self.word(point)
        self.word(self.frame_size(i))

    def select(self, args):
        items = args[2].items
        n = len(items) >> 1
        if n >= TABLE_SIZE and self.tabular(items):
            self.word(op.OP_I_SELECT_TABLE)
            self.operand(args[0])
            self.target(args[1].val)
            self.word(len(self.tables))
            self.tables.append(items)
            return
        self.word(op.OP_I_SELECT)
        self.operand(args[0])
        self.target(args[1].val)
        self.word(n)
        for item in items:
            self.list_item(item)

    def tabular(self, items):
        """Are all values of a select_val atoms or small integers?"""
        k = 0
        while k < len(items):
            if items[k].kind != 'a' and items[k].kind != 'i':
                return False
            k += 2
        return True

    def old_tuple(self, args, i):
        """put_tuple N Dst with N put instructions behind (before OTP 22)."""
        n = args[0].val
        self.word(op.OP_I_TUPLE)
        self.operand(args[1])
        self.word(n)
        for k in range(n):
            self.operand(self.file.instrs[i + 1 + k].args[0])

    def make_fun(self, number, args):
        index = args[0].val
        nfree = self.file.funs[index].nfree
        self.word(op.OP_I_MAKE_FUN)
        if number == OP_MAKE_FUN3:
            self.operand(args[1])
            self.word(index)
            self.operands(args[2].items)
        else:
            self.word(0 << 2)
            self.word(index)
            self.word(nfree)
            for k in range(nfree):
                self.word(k << 2)

    def native_stub(self, function, export):
        """Body of a function that a native implements."""
        self.imports.append(export)
        self.word(op.OP_I_CALL_BIF_TAIL)
        self.word(function.arity)
        self.word(len(self.imports) - 1)
        self.word(OP_RETURN)

    def run(self):
        """All instructions, function by function."""
        for function in self.flow.functions:
            self.start_function(function)
            export = get_export(self.file.w_name, function.w_name,
                                function.arity)
            stub = export.bif is not None
            i = function.first
            while i < function.last:
                ins = self.file.instrs[i]
                self.note_handler(i)
                self.ny = self.flow.ny[i]
                self.instruction(i)
                if (stub and ins.op == OP_LABEL and
                        ins.args[0].val == function.entry_label):
                    self.native_stub(function, export)
                    break
                self.note_first(function, False)
                i += 1
            self.note_first(function, True)


def emit_module(beamfile, flow):
    """The Code of a BeamFile; flow is the result of flow.analyse()."""
    emitter = Emitter(beamfile, flow)
    emitter.run()
    return emitter.finish()
