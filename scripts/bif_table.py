"""Makes docs/bifs.md from the natives that atomvm/bif declares and from what
OTP has (otp_bifs.txt); see scripts/docs.

MISSING says why a function of OTP's is not here.  A missing one that it does
not name is an error, and so is an entry that names none.
"""
import fnmatch
import os
import sys

from atomvm import bif, nif
from atomvm.bif.erlang_misc import INTERPRETED
from atomvm.bif.gateway import DECLARED, REGISTRY
from atomvm.natives import import_all

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SNAPSHOT = os.path.join(ROOT, 'scripts', 'otp_bifs.txt')
PAGE = os.path.join(ROOT, 'docs', 'bifs.md')

DISTRIBUTION = 'distribution: not there yet'
DRIVERS = 'drivers in shared libraries: not there'
PREPARE = 'erlang:prepare_loading/2 itself is a native'
ETS = "what OTP's own tests of ets ask for"
EMULATOR = ("about the inside of OTP's emulator: machine code, dirty schedulers, allocators, locks, nodes of hash maps, "
            "areas of literals")

# (pattern of MODULE:NAME/ARITY, why it is missing).
MISSING = [
    ('erl_ddll:*', DRIVERS),
    ('erts_debug:breakpoint/2', EMULATOR),
    ('erts_debug:dirty*', EMULATOR),
    ('erts_debug:disassemble/1', EMULATOR),
    ('erts_debug:dist_ext_to_term/2', DISTRIBUTION),
    ('erts_debug:get_internal_state/1', EMULATOR),
    ('erts_debug:instructions/0', EMULATOR),
    ('erts_debug:interpreter_size/0', EMULATOR),
    ('erts_debug:lcnt_*', EMULATOR),
    ('erts_debug:map_info/1', EMULATOR),
    ('erts_debug:set_internal_state/2', EMULATOR),
    ('erts_internal:abort_pending_connection/2', DISTRIBUTION),
    ('erts_internal:check_dirty_process_code/2', EMULATOR),
    ('erts_internal:create_dist_channel/3', DISTRIBUTION),
    ('erts_internal:dirty_process_handle_signals/1', EMULATOR),
    ('erts_internal:dist_spawn_request/4', DISTRIBUTION),
    ('erts_internal:ets_*', ETS),
    ('erts_internal:gather_*', EMULATOR),
    ('erts_internal:get_dflags/0', DISTRIBUTION),
    ('erts_internal:new_connection/1', DISTRIBUTION),
    ('erts_internal:prepare_loading/2', PREPARE),
    ('erts_literal_area_collector:*', EMULATOR),
]

HEAD = '''# Natives

What OTP implements in C, and what this VM implements of it. Made by `scripts/docs`, from the declarations in
`atomvm/bif`, `atomvm/nif` and `atomvm/otp` and from a list of %(otp)s: do not edit. The columns: *guard*, allowed in guards; *pure*, the JIT
folds calls of it on constants; *host*, left out of firmware; *since*, the first release of OTP that has it.

%(summary)s
'''


class Native(object):
    """A line of the table.  marks: what the columns say."""

    def __init__(self, guard, pure, host, since):
        self.guard = guard
        self.pure = pure
        self.host = host
        self.since = since


class Otp(object):
    """What OTP has: kinds maps (module, name, arity) to 'c' or 'erlang'."""

    def __init__(self, text):
        self.release = ''
        self.kinds = {}
        self.guards = set()
        for line in text.splitlines():
            if line.startswith('# '):
                self.release = line[2:line.index(';')]
                continue
            words = line.split(' ')
            name, arity = words[1].rsplit('/', 1)
            key = (words[0], name, int(arity))
            self.kinds[key] = words[2]
            if 'guard' in words[3:]:
                self.guards.add(key)


def read(path):
    with open(path) as f:
        return f.read()


def otp():
    return Otp(read(SNAPSHOT))


def natives():
    """{(module, name, arity): Native} of what is here."""
    import_all(bif)
    import_all(nif)
    found = {}
    for key in REGISTRY:        # tests take theirs out of it
        x = DECLARED[key]
        found[key] = Native(x.guard, x.pure, x.host, x.since)
    for text in INTERPRETED:
        name, arity = text.split('/')
        found['erlang', name, int(arity)] = Native(False, False, False, None)
    return found


def function(key):
    return '%s:%s/%d' % key


def reasons(missing, table):
    """{key: reason}; ValueError where the table has none or too much."""
    found = {}
    used = set()
    for key in missing:
        for pattern, reason in table:
            if fnmatch.fnmatchcase(function(key), pattern):
                found[key] = reason
                used.add(pattern)
                break
    wrong = ['missing, and no reason declared: ' + function(key)
             for key in sorted(missing) if key not in found]
    wrong += ['a reason for nothing that is missing: ' + pattern
              for pattern, _ in table if pattern not in used]
    if wrong:
        raise ValueError('\n'.join(wrong))
    return found


def code(name, arity):
    """NAME/ARITY as code, safe in a table."""
    return '`%s/%d`' % (name.replace('|', '\\|'), arity)


def rows(keys, here):
    lines = ['', '| function | guard | pure | host | since |', '|---|---|---|---|---|']
    for key in keys:
        native = here[key]
        cells = [code(key[1], key[2]), 'guard' if native.guard else '',
                 'pure' if native.pure else '', 'host' if native.host else '',
                 native.since or '']
        lines.append('| ' + ' | '.join(cells).rstrip(' |').replace('|  |', '| |') + ' |')
    return lines


def wrapped(words, width=118):
    """Words as lines of a paragraph."""
    lines = ['']
    for word in words:
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append('')
        lines[-1] += (' ' if lines[-1] else '') + word
    return lines


def listed(keys):
    """The functions of a module in a paragraph."""
    return wrapped([code(key[1], key[2]) for key in keys])


def section(module, here, known, why):
    """The lines about a module."""
    def of_module(keys):
        return sorted(key for key in keys if key[0] == module)
    lines = ['', '## ' + module]
    ours = of_module(here)
    if ours:
        lines += rows(ours, here)
    gone = of_module(why)
    for reason in sorted(set(why[key] for key in gone)):
        lines += ['', 'Missing (%s):' % reason, '']
        lines += listed(key for key in gone if why[key] == reason)
    borrowed = of_module(key for key in known.kinds
                         if known.kinds[key] == 'erlang' and key not in here)
    if borrowed:
        lines += ['', "Written in Erlang in OTP, whose module is used as it is:", '']
        lines += listed(borrowed)
    return lines


def page(here, known, table):
    """The text of docs/bifs.md; ValueError."""
    in_c = set(key for key in known.kinds if known.kinds[key] == 'c')
    why = reasons(in_c - set(here), table)
    modules = sorted(set(key[0] for key in here) | set(key[0] for key in why))
    modules.remove('erlang')
    summary = wrapped((
        'OTP has %d functions in C: %d are here, %d are missing. Another %d are here that OTP writes in Erlang or does '
        'not have.' % (len(in_c), len(in_c) - len(why), len(why), len(set(here) - in_c))).split(' '))
    lines = (HEAD % {'otp': known.release, 'summary': '\n'.join(summary)}).splitlines()
    for module in ['erlang'] + modules:
        lines += section(module, here, known, why)
    return '\n'.join(lines) + '\n'


def main(argv):
    text = page(natives(), otp(), MISSING)
    if '--check' in argv:
        if not os.path.exists(PAGE) or read(PAGE) != text:
            sys.exit('docs/bifs.md is not up to date: run scripts/docs')
        return
    with open(PAGE, 'w') as f:
        f.write(text)


if __name__ == '__main__':
    try:
        main(sys.argv[1:])
    except ValueError as e:
        sys.exit(str(e))
