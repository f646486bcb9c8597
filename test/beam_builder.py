"""Makes .beam files by hand: an assembler in the manner of OTP's beam_asm.erl,
for what the installed compiler does not emit, and a runner for erlc."""
import os
import struct
import subprocess
import zlib

from atomvm.beam import opcode
from atomvm.beam.export import get_export
from atomvm.term import etf
from atomvm.term.fun import W_ExportFun

TAGS = {'u': 0, 'i': 1, 'a': 2, 'x': 3, 'y': 4, 'f': 5, 'h': 6, 'z': 7}


def number(tag, n):
    """The compact encoding of a tagged number."""
    if n >= 0 and n < 16:
        return chr(n << 4 | tag)
    if n >= 0 and n < 2048:
        return chr(n >> 8 << 5 | 8 | tag) + chr(n & 255)
    data = two_complement(n)
    if len(data) <= 8:
        return chr(len(data) - 2 << 5 | 24 | tag) + data
    return chr(0xf8 | tag) + number(0, len(data) - 9) + data


def two_complement(n):
    size = 2
    while not -(1 << size * 8 - 1) <= n < 1 << size * 8 - 1:
        size += 1
    n &= (1 << size * 8) - 1
    return ''.join([chr(n >> 8 * k & 255) for k in range(size - 1, -1, -1)])


def chunk(name, data):
    return name + struct.pack('>I', len(data)) + data + '\0' * (-len(data) % 4)


def form(chunks):
    body = 'BEAM' + ''.join([chunk(n, d) for n, d in chunks])
    return 'FOR1' + struct.pack('>I', len(body)) + body


def words(*numbers):
    return struct.pack('>%di' % len(numbers), *numbers)


class Builder(object):
    """code is a list of (name, operand...): an int is a plain number, a str an
    atom, None nil, ('x', 1) and so on the rest, a list a list."""

    def __init__(self, module='m'):
        self.atoms = [module]
        self.atom_numbers = {module: 1}
        self.imports = []
        self.exports = []
        self.lambdas = []
        self.literals = []
        self.strings = ''
        self.code = []
        self.labels = None
        self.functions = None
        self.max_opcode = 169
        self.extra = []
        self.long_atoms = False         # the atom table of OTP 28

    def atom(self, name):
        if name not in self.atom_numbers:
            self.atoms.append(name)
            self.atom_numbers[name] = len(self.atoms)
        return self.atom_numbers[name]

    def imported(self, module, name, arity):
        """Index of an import, as an operand."""
        mfa = (self.atom(module), self.atom(name), arity)
        if mfa not in self.imports:
            self.imports.append(mfa)
        return self.imports.index(mfa)

    def function(self, name, arity, label, body):
        """A function with labels label (func_info) and label + 1 (entry)."""
        self.code += [('label', label),
                      ('func_info', self.atoms[0], name, arity),
                      ('label', label + 1)] + body
        self.exports.append((self.atom(name), arity, label + 1))

    def operand(self, arg):
        if arg is None:
            return number(2, 0)
        if isinstance(arg, str):
            return number(2, self.atom(arg))
        if isinstance(arg, int):
            return number(0, arg)
        if isinstance(arg, list):
            return '\x17' + number(0, len(arg)) + ''.join(
                [self.operand(a) for a in arg])
        if arg[0] == 'literal':
            return '\x47' + number(0, arg[1])
        if arg[0] == 'fr':
            return '\x27' + number(0, arg[1])
        if arg[0] == 'alloc':
            return '\x37' + number(0, len(arg[1])) + ''.join(
                [number(0, a) + number(0, b) for a, b in arg[1]])
        if arg[0] == 'typed':
            return '\x57' + self.operand(arg[1]) + number(0, arg[2])
        if arg[0] == 'raw':
            return arg[1]
        return number(TAGS[arg[0]], arg[1])

    def instructions(self):
        return ''.join([chr(opcode.BY_NAME[i[0]].number) +
                        ''.join([self.operand(a) for a in i[1:]])
                        for i in self.code + [('int_code_end',)]])

    def code_chunk(self):
        labels = self.labels
        if labels is None:
            labels = 1 + max([i[1] for i in self.code if i[0] == 'label'])
        functions = self.functions
        if functions is None:
            functions = len([1 for i in self.code if i[0] == 'func_info'])
        return words(16, 0, self.max_opcode, labels,
                     functions) + self.instructions()

    def atom_chunk(self):
        if self.long_atoms:
            return ('AtU8', words(-len(self.atoms)) + ''.join(
                [number(0, len(a)) + a for a in self.atoms]))
        return ('AtU8', words(len(self.atoms)) + ''.join(
            [chr(len(a)) + a for a in self.atoms]))

    def literal_chunk(self):
        raw = words(len(self.literals)) + ''.join(
            [words(len(x)) + x for x in self.literals])
        return ('LitT', words(len(raw)) + zlib.compress(raw))

    def chunks(self):
        code = self.code_chunk()        # adds atoms
        result = [self.atom_chunk(), ('Code', code), ('StrT', self.strings),
                  ('ImpT', words(len(self.imports)) + ''.join(
                      [words(*i) for i in self.imports])),
                  ('ExpT', words(len(self.exports)) + ''.join(
                      [words(*e) for e in self.exports]))]
        if self.lambdas:
            result.append(('FunT', words(len(self.lambdas)) + ''.join(
                [words(*x) for x in self.lambdas])))
        if self.literals:
            result.append(self.literal_chunk())
        return result + self.extra

    def data(self):
        return form(self.chunks())


def one_function(body, arity=1):
    """A Builder whose only function f has this body (labels from 3 on)."""
    builder = Builder()
    builder.function('f', arity, 1, body)
    return builder


class ExportHooks(etf.Hooks):
    """Literals may hold funs such as fun lists:map/2."""
    _attrs_ = ()

    def export(self, w_module, w_name, arity, safe):
        return W_ExportFun(get_export(w_module, w_name, arity))


def run_erl(expression):
    """Standard output of an Erlang expression."""
    return subprocess.check_output(
        ['erl', '-noshell', '-eval', expression + ', halt().'])


def otp_file(library, module):
    """The bytes of a .beam file of the installed OTP."""
    with open(otp_path(library, module), 'rb') as f:
        return f.read()


_root = []


def otp_path(library, module):
    if not _root:
        _root.append(run_erl('io:put_chars(code:lib_dir())'))
    folders = [d for d in sorted(os.listdir(_root[0]))
               if d.startswith(library + '-')]
    return os.path.join(_root[0], folders[-1], 'ebin', module + '.beam')


def compile_erl(tmpdir, name, source, *options):
    """The bytes of the .beam file of an Erlang source text."""
    path = tmpdir.join(name + '.erl')
    path.write(source)
    subprocess.check_call(['erlc'] + list(options) +
                          ['-o', str(tmpdir), str(path)])
    return tmpdir.join(name + '.beam').read('rb')
