"""Segments of bs_create_bin and commands of bs_match, as the emitter writes
them into code.ops (OTP: lib/compiler/src/v3_core's bit types; beam_ssa_codegen;
erts/emulator/beam/emu/bs_instrs.tab, erl_bits.h for the flags).

A segment of bs_create_bin takes six words: code of its type (CREATE_TYPES),
segment number, unit, flags (the BSF bits), value, size.  value and size are
operand words; of a string segment they are raw: offset in code.strings and
number of bytes.  A command of bs_match takes its code (MATCH_COMMANDS) and a
word an operand, as MATCH_OPERANDS tells.
"""

# Flags of segments (BSF_LITTLE, BSF_SIGNED, BSF_EXACT, BSF_NATIVE).
BSF_LITTLE = 2
BSF_SIGNED = 4
BSF_EXACT = 8
BSF_NATIVE = 16

(C_APPEND, C_PRIVATE_APPEND, C_BINARY, C_FLOAT, C_INTEGER, C_STRING, C_UTF8,
 C_UTF16, C_UTF32) = range(9)

# By the name of the atom that is a segment's first operand.
CREATE_TYPES = {
    'append': C_APPEND, 'private_append': C_PRIVATE_APPEND,
    'binary': C_BINARY, 'float': C_FLOAT, 'integer': C_INTEGER,
    'string': C_STRING, 'utf8': C_UTF8, 'utf16': C_UTF16, 'utf32': C_UTF32,
}
CREATE_WORDS = 6

(M_ENSURE_AT_LEAST, M_ENSURE_EXACTLY, M_INTEGER, M_BINARY, M_SKIP, M_GET_TAIL,
 M_EQUAL) = range(7)

# By the name of the atom that a command starts with.
MATCH_COMMANDS = {
    'ensure_at_least': M_ENSURE_AT_LEAST, 'ensure_exactly': M_ENSURE_EXACTLY,
    'integer': M_INTEGER, 'binary': M_BINARY, 'skip': M_SKIP,
    'get_tail': M_GET_TAIL, '=:=': M_EQUAL,
}

# Operands of each command: n number of live registers, F flags (a list of
# atoms in the file; written as BSF bits), u plain number, d destination
# register, s an operand word (of a plain number: of the literal integer).
# What n stands for is dropped.
MATCH_OPERANDS = [
    'uu',       # ensure_at_least Size Unit
    'u',        # ensure_exactly Size
    'nFuud',    # integer Live Flags Size Unit Dst
    'nFuud',    # binary Live Flags Size Unit Dst
    'u',        # skip Size
    'nud',      # get_tail Live Unit Dst
    'nus',      # =:= nil Size Value
]

_FLAG_BITS = {'little': BSF_LITTLE, 'signed': BSF_SIGNED,
              'native': BSF_NATIVE}


def flag_bit(name):
    """The BSF bit of a flag's name; 0 for big, unsigned and aligned."""
    return _FLAG_BITS.get(name, 0)


def create_code(name):
    """Code of a segment's type, or -1."""
    return CREATE_TYPES.get(name, -1)


def match_code(name):
    """Code of a command of bs_match, or -1."""
    return MATCH_COMMANDS.get(name, -1)
