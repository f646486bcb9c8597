"""The texts of PCRE 8.44's errors, by the numbers of PCRE2's errors."""
# By what PCRE2 calls the error, from 101 on (pcre2.h); where PCRE 8 has nothing
# like it, the nearest.
TEXTS = [
    '\\ at end of pattern',
    '\\c at end of pattern',
    'unrecognized character follows \\',
    'numbers out of order in {} quantifier',
    'number too big in {} quantifier',
    'missing terminating ] for character class',
    'invalid escape sequence in character class',
    'range out of order in character class',
    'nothing to repeat',
    'internal error: unexpected repeat',
    'unrecognized character after (? or (?-',                       # 111
    'POSIX named classes are supported only within a class',
    'POSIX collating elements are not supported',
    'missing )',
    'reference to non-existent subpattern',
    'erroffset passed as NULL',
    'unknown option bit(s) set',
    'missing ) after comment',
    'parentheses are too deeply nested',
    'regular expression is too large',
    'failed to get memory',                                         # 121
    'unmatched parentheses',
    'internal error: code overflow',
    'malformed number or name after (?(',
    'lookbehind assertion is not fixed length',
    'a numbered reference must not be zero',
    'conditional group contains more than two branches',
    'assertion expected after (?( or (?(?C)',
    'digit expected after (?+',
    'unknown POSIX class name',
    'spare error',                                                  # 131
    'this version of PCRE is compiled without UTF support',
    'parentheses are too deeply nested (stack check)',
    'character value in \\x{} or \\o{} is too large',
    'lookbehind assertion is not fixed length',
    '\\C not allowed in lookbehind assertion',
    'PCRE does not support \\L, \\l, \\N{name}, \\U, or \\u',
    'number after (?C is > 255',
    'closing ) for (?C expected',
    '(*VERB) not recognized or malformed',
    'unrecognized character after (?P',                             # 141
    'syntax error in subpattern name (missing terminator)',
    'two named subpatterns have the same name',
    'group name must start with a non-digit',
    'support for \\P, \\p, and \\X has not been compiled',
    'malformed \\P or \\p sequence',
    'unknown property name after \\P or \\p',
    'subpattern name is too long (maximum 32 characters)',
    'too many named subpatterns (maximum 10000)',
    'invalid range in character class',
    'octal value is greater than \\377 in 8-bit non-UTF-8 mode',    # 151
    'internal error: overran compiling workspace',
    'internal error: previously-checked referenced subpattern not found',
    'DEFINE group contains more than one branch',
    'missing opening brace after \\o',
    'inconsistent NEWLINE options',
    '\\g is not followed by a braced, angle-bracketed, or quoted '
    'name/number or by a plain number',
    '(?R or (?[+-]digits must be followed by )',
    'an argument is not allowed for (*ACCEPT), (*FAIL), or (*COMMIT)',
    '(*VERB) not recognized or malformed',
    'number is too big',                                            # 161
    'subpattern name expected',
    'internal error: code overflow',
    'non-octal character in \\o{} (closing brace missing?)',
    'different names for subpatterns of the same number are not allowed',
    '(*MARK) must have an argument',
    'non-hex character in \\x{} (closing brace missing?)',
    '\\c must be followed by an ASCII character',
    '\\k is not followed by a braced, angle-bracketed, or quoted name',
    'internal error: unknown opcode in find_fixedlength()',
    '\\N is not supported in a class',                              # 171
    'number after (?C is > 255',
    'disallowed Unicode code point (>= 0xd800 && <= 0xdfff)',
    'setting UTF is disabled by the application',
    'setting UTF is disabled by the application',
    'name is too long in (*MARK), (*PRUNE), (*SKIP), or (*THEN)',
    'character value in \\u.... sequence is too large',
    'digits missing in \\x{} or \\o{}',
    'malformed number or name after (?(',
    'internal error: unexpected repeat',
    'closing ) for (?C expected',                                   # 181
    'closing ) for (?C expected',
    '\\C not allowed in lookbehind assertion',
    'parentheses are too deeply nested',
    '\\C not allowed in lookbehind assertion',
    'regular expression is too complicated',
    'lookbehind assertion is not fixed length',
    'regular expression is too large',
    'internal error: unexpected repeat',
    'internal error: unexpected repeat',
    'invalid UTF-8 string',                                         # 191
    'unknown option bit(s) set',
    'PCRE does not support \\L, \\l, \\N{name}, \\U, or \\u',
    'unrecognized character after (? or (?-',
    '(*VERB) not recognized or malformed',
    'unknown property name after \\P or \\p',
    'regular expression is too large',
    'assertion expected after (?( or (?(?C)',
    'nothing to repeat',
]
NOT_UTF8 = 'invalid UTF-8 string'
NOT_EMPTY_CONDITION = 'invalid condition (?(0)'
BAD_NEWLINE = 'inconsistent NEWLINE options'
LOOPS = 'recursive call could loop indefinitely'
WRONG_AFTER_ANGLE = 'unrecognized character after (?<'
# What PCRE 8 says in place of something else: errors of PCRE2.
NOTHING_TO_REPEAT = 109
QUERY = 111
NO_PARENTHESIS = 114
REFERENCE = 115
MALFORMED_CONDITION = 124
ZERO = 126
NO_ASSERTION = 128
NO_NAMES = 137
BAD_CALLOUT = 139
QUERY_P = 141
NAME_TERMINATOR = 142
NAME_DIGIT = 144
UNKNOWN_PROPERTY = 147
G_SYNTAX = 157
QUERY_R = 158
NO_ARGUMENT = 159
NO_VERB = 160
NAME_EXPECTED = 162
OCTAL = 164
HEXADECIMAL = 167
UTF_DISABLED = 174
NO_DIGITS = 178


def text_of(number):
    """PCRE 8's words for an error of PCRE2."""
    if number < 0:
        return NOT_UTF8
    if 101 <= number <= 100 + len(TEXTS):
        return TEXTS[number - 101]
    return 'unknown error'
