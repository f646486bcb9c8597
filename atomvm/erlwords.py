"""erl's command line: what erl itself does with it before init:boot/1 sees the
rest.

OTP: erts/etc/common/erlexec.c; man erl.  Words come from $ERL_AFLAGS, the command
line, $ERL_FLAGS and $ERL_ZFLAGS, in this order, but what follows -extra stays
last.  -args_file FILE stands for the words in FILE.
"""
from rpython.rlib.rstring import StringBuilder

from atomvm.cli import Words, skip_plus
from atomvm.error import LoadError
from atomvm.proc.erlroot import getenv
from atomvm.proc.path import read_file

MAX_FILES = 100         # -args_file in files that -args_file names

# A word that begins with a dash and that erl takes out, with so many words after.
TAKEN = {'-emu_args': 0, '-emu_args_exit': 0, '-emu_name_exit': 0,
         '-emu': 1, '-emu_type': 1, '-emu_flavor': 1, '-configfd': 1,
         '-rootdir': 1, '-heart': 0, '-no_epmd': 0, '-noinput': 0, '-start_epmd': 1,
         '-epmd': 1, '-start_erl': 1, '-detached': 0, '-instr': 0}
KEPT = {'-heart': True, '-noinput': True, '-no_epmd': True, '-start_epmd': True,
        '-configfd': True, '-detached': True}


class ErlLine(object):
    """What there is to do.  words: of init:boot/1; environment: NAME=VALUE
    list of (name, value); distributed: a name is given, so that epmd has to
    run; wrong: a message, or ''."""

    def __init__(self):
        self.words = []
        self.environment = []
        self.distributed = False
        self.start_epmd = True
        self.show_version = False
        self.files = 0


def split_words(text, comments):
    """Words as a shell has them: quotes, backslashes; with comments, a # at
    the beginning of a word starts one that goes to the end of the line."""
    words = []
    builder = StringBuilder()
    inside = False      # a word has begun
    quote = '\x00'
    i = 0
    while i < len(text):
        c = text[i]
        i += 1
        if quote != '\x00':
            if c == quote:
                quote = '\x00'
            elif c == '\\' and quote == '"' and i < len(text):
                builder.append(text[i])
                i += 1
            else:
                builder.append(c)
        elif c == '\\' and i < len(text):
            builder.append(text[i])
            inside = True
            i += 1
        elif c == '"' or c == "'":
            quote = c
            inside = True
        elif c == ' ' or c == '\t' or c == '\n' or c == '\r':
            if inside:
                words.append(builder.build())
                builder = StringBuilder()
                inside = False
        elif c == '#' and comments and not inside:
            while i < len(text) and text[i] != '\n':
                i += 1
        else:
            builder.append(c)
            inside = True
    if inside:
        words.append(builder.build())
    return words


def erl_line(argv, options):
    """The ErlLine of these words (without the program's name); what is wrong
    goes to options (cli.Options), as do emulator flags."""
    before = argv
    extra = []
    for i in range(len(argv)):
        if argv[i] == '-extra':
            before = argv[:i]
            extra = argv[i:]
            break
    line = ErlLine()
    _take(split_words(getenv('ERL_AFLAGS'), False) + before +
          split_words(getenv('ERL_FLAGS'), False) +
          split_words(getenv('ERL_ZFLAGS'), False), line, options)
    line.words.extend(extra)
    return line


def _take(given, line, options):
    words = Words(given)
    while words.more():
        word = words.take()
        if word.startswith('+') and len(word) > 1:
            if word == '+V':
                line.show_version = True
            else:
                skip_plus(word, words, options)
        elif word == '-version':
            line.show_version = True
        elif word == '-args_file':
            _take_file(words, line, options)
        elif word == '-env':
            if not _take_variable(words, line):
                options.wrong('-env needs a name and a value')
        elif word == '-compile':
            line.words.extend(['-noshell', '-noinput', '-s', 'c', 'lc_batch'])
        elif word in TAKEN:
            _take_own(word, words, line, options)
        else:
            if word == '-name' or word == '-sname':
                line.distributed = True
            line.words.append(word)


def _take_own(word, words, line, options):
    keep = word in KEPT
    if word == '-noinput':
        line.words.append('-noshell')
    if keep:
        line.words.append(word)
    if word == '-no_epmd':
        line.start_epmd = False
    elif word == '-detached':
        line.words.extend(['-noshell', '-noinput'])
    for _ in range(TAKEN[word]):
        if not words.more():
            options.wrong(word + ' needs a value')
            return
        value = words.take()
        if keep:
            line.words.append(value)
        if word == '-start_epmd' and value == 'false':
            line.start_epmd = False


def _take_variable(words, line):
    if not words.more():
        return False
    name = words.take()
    if not words.more():
        return False
    line.environment.append((name, words.take()))
    return True


def _take_file(words, line, options):
    if not words.more():
        options.wrong('-args_file needs a file')
        return
    name = words.take()
    line.files += 1
    if line.files > MAX_FILES:
        options.wrong('-args_file ' + name + ': too many files in each other')
        return
    try:
        text = read_file(name)
    except LoadError as e:
        options.wrong('-args_file ' + name + ': ' + e.message)
        return
    _take(split_words(text, True), line, options)
