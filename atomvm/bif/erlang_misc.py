"""Small natives of erlang and erts_internal of no family: is_builtin/3,
display_string/1, units of time, and tags of dynamic tracing (dt_*), which is never on.

OTP: erts/emulator/beam/bif.c, erl_bif_info.c, erl_bif_trace.c.
"""
from atomvm.beam.export import EXPORTS
from atomvm.bif.chars import all_characters, list_codes, utf8_encode
from atomvm.bif.gateway import bif, Atom, Int
from atomvm.proc import output
from atomvm.term import atoms
from atomvm.term.atoms import from_bool
from atomvm.term.binary import W_Bits
from atomvm.term.fault import badarg
from atomvm.term.iodata import bits_bytes
from atomvm.term.number import mk_int

NANOSECONDS = 1000000000        # in a second: the native unit of time

# Built into the interpreter, not natives of their own.
INTERPRETED = {'apply/2': True, 'apply/3': True, 'yield/0': True,
               'hibernate/3': True}


@bif('erlang', 'is_builtin', 3, args=[Atom, Atom, Int])
def is_builtin_3(w_module, w_name, arity):
    if arity < 0:
        raise badarg()
    if w_module is atoms.erlang:
        if (w_name.name + '/' + str(arity)) in INTERPRETED:
            return atoms.true
    export = EXPORTS.find(w_module, w_name, arity)
    return from_bool(export is not None and export.bif is not None)


@bif('erlang', 'display_string', 1)
def display_string_1(w_text):
    if isinstance(w_text, W_Bits):
        if w_text.nbits & 7 != 0:
            raise badarg()
        output.write(1, bits_bytes(w_text))
        return atoms.true
    codes = list_codes(w_text)
    if codes is None or not all_characters(codes):
        raise badarg()
    output.write(1, utf8_encode(codes))
    return atoms.true


@bif('erlang', 'display_nl', 0)
def display_nl_0():
    output.write(1, '\r\n')
    return atoms.true


@bif('erts_internal', 'time_unit', 0)
def time_unit_0():
    return mk_int(NANOSECONDS)


@bif('erts_internal', 'perf_counter_unit', 0)
def perf_counter_unit_0():
    return mk_int(NANOSECONDS)


@bif('erlang', 'dt_get_tag', 0, host=True)
def dt_get_tag_0():
    return atoms.undefined


@bif('erlang', 'dt_get_tag_data', 0, host=True)
def dt_get_tag_data_0():
    return atoms.undefined


@bif('erlang', 'dt_put_tag', 1, host=True)
def dt_put_tag_1(w_tag):
    return atoms.undefined


@bif('erlang', 'dt_append_vm_tag_data', 1, host=True)
def dt_append_vm_tag_data_1(w_data):
    return w_data


@bif('erlang', 'dt_prepend_vm_tag_data', 1, host=True)
def dt_prepend_vm_tag_data_1(w_data):
    return w_data


@bif('erlang', 'dt_spread_tag', 1, host=True)
def dt_spread_tag_1(w_flag):
    if w_flag is not atoms.true and w_flag is not atoms.false:
        raise badarg()
    return atoms.true


@bif('erlang', 'dt_restore_tag', 1, host=True)
def dt_restore_tag_1(w_tag):
    if w_tag is not atoms.true:
        raise badarg()
    return atoms.true
