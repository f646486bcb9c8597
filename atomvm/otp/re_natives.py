"""Natives of the module re, the rest of which is OTP's re.erl (OTP:
erts/emulator/beam/erl_bif_re.c).  The regular expressions are those of PCRE2
where OTP 25 has PCRE 8.44: see re_pattern.py.
"""
from atomvm.beam.export import named_export
from atomvm.bif.cause import W_BADOPT, badarg_because
from atomvm.bif.gateway import Any, Bool, bif
from atomvm.error import Trap
from atomvm.foreign import pcre
from atomvm.otp.re_cache import CACHE, pack
from atomvm.otp.re_capture import W_LIST, prepared_names, spec_of
from atomvm.otp.re_match import CHECKED, Run, Subject
from atomvm.otp.re_options import Options
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import W_Bits, mk_binary
from atomvm.term.bits import to_str
from atomvm.term.cons import NIL, chars_list, list_from
from atomvm.term.effort import spend
from atomvm.term.fault import badarg
from atomvm.term.iodata import iodata_bytes
from atomvm.term.number import W_Int, mk_int
from atomvm.term.tuple import W_Tuple, mk_tuple, tuple2, tuple3

W_RE_PATTERN = mk_atom('re_pattern')
W_NAMELIST = mk_atom('namelist')
W_COMPILE = mk_atom('compile')
UCOMPILE = named_export('re', 'ucompile', 2)
URUN = named_export('re', 'urun', 3)
GRUN = named_export('re', 'grun', 3)
COMPILATION = 50        # units of work that it takes at least


def options_of(w_options):
    options = Options()
    if not options.parse(w_options):
        raise badarg_because(W_BADOPT, atoms.erl_stdlib_errors)
    return options


def pack_with(source, options):
    """The binary of a pattern with the options of re:compile/2."""
    newline = options.newline
    if newline == 0:
        newline = pcre.LF
    bsr = options.bsr
    if bsr == 0:
        bsr = pcre.BSR_UNICODE
    return pack(source, options.compile, newline, bsr)


def pattern_term(binary, prepared, is_unicode):
    newline = prepared.code.newline
    crlf = newline == pcre.CRLF or newline == pcre.ANY or \
        newline == pcre.ANYCRLF
    return mk_tuple([W_RE_PATTERN, mk_int(prepared.code.groups),
                     mk_int(int(is_unicode)), mk_int(int(crlf)),
                     mk_binary(binary)])


def fault_term():
    """{Text, Place} of what is wrong with the pattern asked for last."""
    fault = CACHE.fault
    return tuple2(chars_list(fault.text), mk_int(fault.place))


def compiled(w_pattern, w_options):
    options = options_of(w_options)
    if options.of_match:
        raise badarg_because(W_BADOPT, atoms.erl_stdlib_errors)
    if options.is_unicode() and not isinstance(w_pattern, W_Bits):
        raise Trap(UCOMPILE, [w_pattern, w_options])
    binary = pack_with(iodata_bytes(w_pattern), options)
    spend(COMPILATION + (len(binary) >> 2))
    prepared = CACHE.find(binary)
    if prepared is None:
        return tuple2(atoms.error, fault_term())
    return tuple2(atoms.ok,
                  pattern_term(binary, prepared, options.is_unicode()))


@bif('re', 'version', 0, host=True)
def version_0():
    return mk_binary(pcre.version())


@bif('re', 'compile', 1, host=True)
def compile_1(w_pattern):
    return compiled(w_pattern, NIL)


@bif('re', 'compile', 2, host=True)
def compile_2(w_pattern, w_options):
    return compiled(w_pattern, w_options)


@bif('re', 'inspect', 2, host=True)
def inspect_2(w_pattern, w_item):
    prepared = CACHE.find_any(pattern_binary(w_pattern))
    if prepared is None or w_item is not W_NAMELIST:
        raise badarg()
    return tuple2(W_NAMELIST, list_from(
        [mk_binary(name.text) for name in prepared_names(prepared)]))


def pattern_binary(w_pattern):
    """The last element of {re_pattern, Integer, Integer, Integer, Binary}."""
    if (not isinstance(w_pattern, W_Tuple) or w_pattern.arity() != 5 or
            w_pattern.get(0) is not W_RE_PATTERN):
        raise badarg()
    for i in range(1, 4):
        if not isinstance(w_pattern.get(i), W_Int):
            raise badarg()
    w_binary = w_pattern.get(4)
    if not isinstance(w_binary, W_Bits) or w_binary.nbits & 7 != 0:
        raise badarg()
    return to_str(w_binary)


def number_at(w_pattern, index):
    w_number = w_pattern.get(index)
    assert isinstance(w_number, W_Int)
    return w_number.intval


def wants_lists(options):
    """Lists of characters, which re.erl makes."""
    return options.w_type is W_LIST and not options.is_global


def run_compiled(w_subject, w_pattern, w_options, options):
    """re:run/3 with a pattern that re:compile/2 has made."""
    if options.of_compile:
        raise badarg()
    binary = pattern_binary(w_pattern)
    if number_at(w_pattern, 2) != 0 and (
            not isinstance(w_subject, W_Bits) or wants_lists(options)):
        raise Trap(URUN, [w_subject, w_pattern, w_options])
    if options.is_global:
        raise Trap(GRUN, [w_subject, w_pattern,
                          tuple2(w_options, atoms.false)])
    prepared = CACHE.find_any(binary)
    if prepared is None:
        raise badarg()
    if options.newline != 0 or options.bsr != 0:
        prepared = CACHE.other(prepared, binary, options.newline, options.bsr)
        if prepared is None:
            raise badarg()
    return matched(w_subject, prepared, number_at(w_pattern, 1) + 1, options)


def run_source(w_subject, w_source, w_options, options):
    """re:run/3 with the source of a pattern."""
    if options.is_unicode() and (
            not isinstance(w_source, W_Bits) or
            not isinstance(w_subject, W_Bits) or wants_lists(options)):
        raise Trap(URUN, [w_subject, w_source, w_options])
    binary = pack_with(iodata_bytes(w_source), options)
    prepared = CACHE.find(binary)
    if prepared is None:
        if options.reports:
            return tuple2(atoms.error, tuple2(W_COMPILE, fault_term()))
        raise badarg()
    if options.is_global:
        w_flag = atoms.false
        if options.of_compile:
            w_flag = atoms.true
        raise Trap(GRUN, [
            w_subject, pattern_term(binary, prepared, options.is_unicode()),
            tuple3(w_options, w_flag, w_source)])
    return matched(w_subject, prepared, prepared.code.groups + 1, options)


def matched(w_subject, prepared, most, options):
    spec = spec_of(options.w_values, options.w_type, prepared)
    subject = Subject(w_subject)
    if options.offset > subject.size:
        raise badarg()
    if prepared.code.utf:
        CHECKED.check(subject)
        if subject.is_within(options.offset):
            raise badarg()
    return Run(prepared, most, subject, spec, options).run()


def run(w_subject, w_pattern, w_options):
    options = options_of(w_options)
    if isinstance(w_pattern, W_Tuple) and w_pattern.arity() == 5:
        return run_compiled(w_subject, w_pattern, w_options, options)
    return run_source(w_subject, w_pattern, w_options, options)


@bif('re', 'run', 2, host=True)
def run_2(w_subject, w_pattern):
    return run(w_subject, w_pattern, NIL)


@bif('re', 'run', 3, host=True)
def run_3(w_subject, w_pattern, w_options):
    return run(w_subject, w_pattern, w_options)


@bif('re', 'internal_run', 4, args=[Any, Any, Any, Bool], host=True)
def internal_run_4(w_subject, w_pattern, w_options, first):
    """first: the subject has not been looked at before; see Checked."""
    return run(w_subject, w_pattern, w_options)
