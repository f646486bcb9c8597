"""The format of packs (.avm), AtomVM's: see atomvm/beam/avm.py; and what of
.beam files goes into them.  packbeam.py is the command line.

With ATOMVM_BOARD=1, for_boards() decodes modules here, so that they run in place,
in flash memory (image.py): for this version of the VM only.
"""
import glob
import os
import struct
import zlib

from atomvm import config
from atomvm.beam.avm import FLAG_BEAM, HEAD, IMAGE
from atomvm.proc import erlroot
from atomvm.term.etf import decode_literal

if config.BOARD:        # it loads all of the VM
    from cross import image

# Modules that firmware has itself, or natives in place of (libs/, bif/).
PROVIDED = ['%s.beam' % name for name in (
    'erlang', 'erts_internal', 'init', 'erl_features', 'epp', 'code_server', 'prim_file', 'prim_inet',
    'avm_user', 'avm_sup', 'avm_logger', 'avm_crash', 'avm_io')]

# The modules of libs/ that firmware has in it.
ON_BOARDS = ['avm_board', 'avm_user']

# Modules of stdlib that --needed does not take along: those for terminals, files
# and compilers, of which others call a function in rare cases.
LEFT_OUT = (
    'beam_lib c dets dets_server dets_sup dets_utils dets_v9 edlin edlin_expand '
    'epp erl_bits erl_compile erl_error erl_eval erl_expand_records erl_lint '
    'erl_parse erl_posix_msg erl_pp erl_tar escript eval_bits file_sorter '
    'filelib io_lib_fread log_mf_h ms_transform otp_internal pool qlc qlc_pt re '
    'shell shell_default shell_docs slave sofs supervisor_bridge win32reg '
    'zip').split()

# What a VM has no use for; the others are kept in their order.
KEPT = ['AtU8', 'Code', 'ExpT', 'LocT', 'ImpT', 'LitU', 'FunT', 'StrT', 'LitT',
        'Type', 'Line', 'Meta', 'Recs']
END = struct.pack('>III', 0, 0, 0) + 'end\x00'


class PackError(Exception):
    """A file that can not go into a pack."""


def padded(data):
    return data + '\x00' * (-len(data) % 4)


def entry(name, flags, data):
    """One entry of a pack."""
    head = padded(name + '\x00')
    if not flags & FLAG_BEAM:
        data = struct.pack('>I', len(data)) + data
    body = head + padded(data)
    return struct.pack('>III', HEAD + len(body), flags, 0) + body


def chunks(data, name):
    """[(name, bytes)] of a .beam file."""
    if data[:4] != 'FOR1' or data[8:12] != 'BEAM':
        raise PackError(name + ': not a .beam file')
    found = []
    pos = 12
    while pos + 8 <= len(data):
        size, = struct.unpack('>I', data[pos + 4:pos + 8])
        if size > len(data) - pos - 8:
            raise PackError(name + ': the file is truncated')
        found.append((data[pos:pos + 4], data[pos + 8:pos + 8 + size]))
        pos += 8 + (size + 3 & ~3)
    return found


def slim(data, name):
    """A .beam file without what only tools want; its literals not compressed
    (LitU, as AtomVM's packbeam does)."""
    data = plain(data)
    body = 'BEAM'
    for chunk, content in chunks(data, name):
        if chunk not in KEPT:
            continue
        if chunk == 'LitT':
            size, = struct.unpack('>I', content[:4])
            content = content[4:]
            if size != 0:
                content = zlib.decompress(content)
            chunk = 'LitU'
        body += chunk_of(chunk, content)
    return beam_file(body)


def chunk_of(name, content):
    """The bytes of a chunk."""
    return name + struct.pack('>I', len(content)) + padded(content)


def beam_file(body):
    """A .beam file of "BEAM" and chunks."""
    return 'FOR1' + struct.pack('>I', len(body)) + body


def for_boards(data, name):
    """A .beam file with its code in the form that boards run, where it can
    be; it stays what it was where that has been done, or can not."""
    if data[12:16] == IMAGE:
        return data
    try:
        return image.beam(data, name)
    except image.NotForBoards:
        return data             # it is decoded on the board


def exports(data, name):
    """[(name, arity)] of the functions that a .beam file exports."""
    content = dict(chunks(data, name))
    atoms = atom_names(content['AtU8'])
    table = content['ExpT']
    count, = struct.unpack('>I', table[:4])
    rows = [struct.unpack('>III', table[4 + 12 * i:16 + 12 * i])
            for i in range(count)]
    return [(atoms[function - 1], arity) for function, arity, _ in rows]


def exports_start(data, name):
    """Whether a .beam file exports start/0."""
    return ('start', 0) in exports(data, name)


def atom_names(table):
    """Names in an AtU8 chunk, with lengths in either form."""
    count, = struct.unpack('>i', table[:4])
    names = []
    pos = 4
    for _ in range(abs(count)):
        byte = ord(table[pos])
        pos += 1
        if count < 0:           # since OTP 28: a compact term
            if byte & 8:
                size = (byte & 0xe0) << 3 | ord(table[pos])
                pos += 1
            else:
                size = byte >> 4
        else:
            size = byte
        names.append(table[pos:pos + size])
        pos += size
    return names


def imports(data, name):
    """Names of the modules that a .beam file calls."""
    found = dict(chunks(data, name))
    atoms = atom_names(found['AtU8'])
    table = found.get('ImpT', '\x00\x00\x00\x00')
    count, = struct.unpack('>I', table[:4])
    return sorted(set(atoms[struct.unpack('>I', table[4 + 12 * i:8 + 12 * i])[0] - 1]
                      for i in range(count)))


def needed(paths):
    """Files of the modules of Erlang/OTP and libs/ (or what boards have in their
    place) that the .beam files in paths call, directly or not, less those in
    paths."""
    folders = [os.path.dirname(path) or '.' for path in paths]
    if config.BOARD:
        folders.append(os.path.join(libs_folder(), 'board'))
    folders += glob.glob(os.path.join(erl_root(), 'lib', 'stdlib-*', 'ebin'))
    folders.append(libs_folder())
    todo = [path for path in paths if path.endswith('.beam')]
    seen = dict((os.path.basename(path), True) for path in paths)
    extra = []
    while todo:
        path = todo.pop()
        with open(path, 'rb') as f:
            data = f.read()
        for module in imports(plain(data), path):
            name = module + '.beam'
            if name in seen or name in PROVIDED or module in LEFT_OUT:
                continue
            seen[name] = True
            for folder in folders:
                other = os.path.join(folder, name)
                if os.path.exists(other):
                    extra.append(other)
                    todo.append(other)
                    break
    return extra


def erl_root():
    """Directory of the machine's Erlang."""
    return erlroot.find()


def plain(data):
    """A .beam file without gzip around it."""
    if data[:2] == '\x1f\x8b':
        return zlib.decompress(data, 31)
    return data


def libs_folder():
    """Where the .beam files made of libs/*.erl are."""
    return os.environ.get('ATOMVM_LIBS') or os.path.join(
        os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'build', 'libs')


def read_libs():
    """{module: contents} of those files."""
    folder = libs_folder()
    libs = {}
    if os.path.isdir(folder):
        for name in os.listdir(folder):
            if name.endswith('.beam'):
                with open(os.path.join(folder, name), 'rb') as f:
                    libs[name[:-len('.beam')]] = f.read()
    return libs


def vm_modules():
    """Those of them that the VM has in it, literals not compressed."""
    return dict((name, slim(data, name)) for name, data in read_libs().items()
                if not config.BOARD or name in ON_BOARDS)


def literals(table):
    """The terms in a LitU chunk."""
    terms = []
    pos = 4
    while pos + 4 < len(table):
        size, = struct.unpack('>I', table[pos:pos + 4])
        if size == 0 or pos + 4 + size > len(table):
            break                       # padding
        terms.append(decode_literal(table, pos + 4)[0])
        pos += 4 + size
    return terms
