"""Natives of AtomVM's module atomvm: packs (its libs/eavmlib/src/atomvm.erl,
src/libAtomVM/nifs.c).  On boards a path is that of a slot, in AtomVM's words
/dev/partition/by-name/SLOT, and each slot's pack has the name of its slot."""
from atomvm import config
from atomvm.bif.gateway import bif, Any, Atom, Binary, List
from atomvm.error import LoadError
from atomvm.proc.path import PATH
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.cons import W_Cons
from atomvm.term.fault import badarg
from atomvm.term.iodata import bits_bytes, iodata_bytes
from atomvm.term.tuple import W_Tuple, tuple2
from hal.api import CURRENT

W_NAME = mk_atom('name')
W_NOT_FOUND = mk_atom('not_found')
W_CANNOT_OPEN = mk_atom('cannot_open')
W_INVALID_AVM = mk_atom('invalid_avm')

PARTITION = '/dev/partition/by-name/'


def name_option(w_options):
    """The name in [{name, Atom}], '' where there is none."""
    while isinstance(w_options, W_Cons):
        w_option = w_options.head()
        if (isinstance(w_option, W_Tuple) and w_option.arity() == 2 and
                w_option.get(0) is W_NAME):
            w_name = w_option.get(1)
            if not isinstance(w_name, W_Atom):
                raise badarg()
            return w_name.name
        w_options = w_options.tl
    return ''


@bif('atomvm', 'read_priv', 2, args=[Atom, Any])
def read_priv_2(w_app, w_path):
    """The bytes of App/priv/Path in the first pack that has it, or undefined;
    badarg where there are no packs.  Path is I/O data."""
    path = iodata_bytes(w_path)
    if len(PATH.packs) == 0:
        raise badarg()
    name = w_app.name + '/priv/' + path
    for pack in PATH.packs:
        item = pack.find(name)
        if item is not None:
            return mk_binary(pack.data(item))
    return atoms.undefined


@bif('atomvm', 'add_avm_pack_binary', 2, args=[Binary, List])
def add_avm_pack_binary_2(w_data, w_options):
    """ok; badarg where the bytes are no sound pack.  Modules are looked for in
    it after the others; the name is for close_avm_pack/2."""
    name = name_option(w_options)
    try:
        PATH.add_data(bits_bytes(w_data), name)
    except LoadError:
        raise badarg()
    return atoms.ok


@bif('atomvm', 'add_avm_pack_file', 2, args=[Any, List])
def add_avm_pack_file_2(w_path, w_options):
    """ok or {error, cannot_open | invalid_avm}; Path is I/O data."""
    path = iodata_bytes(w_path)
    if path.find('\x00') >= 0:
        raise badarg()
    if config.BOARD and path.startswith(PARTITION):
        path = path[len(PARTITION):]
    try:
        PATH.open_pack(path, name_option(w_options))
    except LoadError as e:
        return tuple2(atoms.error,
                      W_CANNOT_OPEN if e.offset < 0 else W_INVALID_AVM)
    return atoms.ok


@bif('atomvm', 'close_avm_pack', 2, args=[Atom, Any])
def close_avm_pack_2(w_name, w_options):
    """ok, or error where no pack has the name.  Modules that are loaded stay."""
    pack = PATH.named(w_name.name)
    if pack is None:
        return atoms.error
    PATH.packs.remove(pack)
    return atoms.ok


@bif('atomvm', 'get_start_beam', 1, args=[Atom])
def get_start_beam_1(w_name):
    """{ok, the name of the first module that is marked, with .beam}, or
    {error, not_found}."""
    pack = PATH.named(w_name.name)
    if pack is not None:
        item = pack.find_start()
        if item is not None:
            return tuple2(atoms.ok, mk_binary(item.name))
    return tuple2(atoms.error, W_NOT_FOUND)


@bif('atomvm', 'platform', 0)
def platform_0():
    """generic_unix on hosts; stm32, esp32 or generic on boards."""
    return mk_atom(CURRENT.machine.platform())
