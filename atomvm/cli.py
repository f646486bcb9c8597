"""The command line, taken apart: two forms.

    atomvm [OPTIONS] FILE... [ARG...]               AtomVM's: run start/0
    atomvm [OPTIONS] -noshell -s MOD ... -eval ...  Erlang's (man erl)

Words are grouped as OTP's init:boot/1 does (erts/preloaded/src/init.erl).
Nothing is read or run here.
"""
from atomvm.config import VERSION

# What to do.
RUN_FILES = 0
RUN_ERL = 1
HELP = 2
SHOW_VERSION = 3
WRONG = 4           # Options.message says what

USAGE = '''Usage: atomvm [OPTIONS] FILE... [--] [ARG...]
       atomvm [OPTIONS] -noshell [-s MOD [FUN [ARG...]]] [-eval EXPR] ...

Run start/0 of the first FILE, .beam or .avm (a pack), that has one to start,
or, with -noshell, what the options say, as erl does.  Modules are looked for in
the packs first.

  -pa DIR               look for modules in DIR first
  -pz DIR               look for modules in DIR last
  -noshell              start no shell: needed by the options that follow
  -s MOD [FUN [ARG..]]  call MOD:FUN (start), the ARGs a list of atoms
  -run MOD [FUN [ARG..]]  the same, the ARGs a list of strings
  -eval EXPR            evaluate Erlang expressions
  -extra ARG...         all that follows are arguments of the program
  --hal NAME            devices: posix (this machine's, the default) or sim (a
                        simulated board); also $ATOMVM_HAL
  +P NUMBER             so many processes at once (262144)
  --jit PARAMS          parameters of the JIT, such as threshold=200; off
  -h, --help            print this
  --version             print the version

By the name erl (a link to this program) it boots OTP as erl does, with erl's
words: man erl.

Other -FLAG VALUE... are kept for init:get_argument/1, other +X flags of erl
are accepted and ignored.  Modules of Erlang/OTP are loaded from the machine's own
Erlang: see $ATOMVM_ERL_ROOT.
'''

# Emulator flags (erl's +X): one letter, with a value in the same or the next
# word; families whose second letters say more, also with a value.
PLUS_VALUE = 'aACeiKPQRtTS'
PLUS_FAMILY = 'hIJMrsSz'
MIN_PROCESSES = 1024            # of +P
MAX_PROCESSES = 134217728
MAX_DIGITS = 10
PLUS_ALONE = 'BdDlLnrvVW'


class Group(object):
    """A flag (without its dash) with the words that follow it."""

    def __init__(self, name, words):
        self.name = name
        self.words = words


class Options(object):
    """What the command line says; see the constants for `mode`.

    files  of RUN_FILES;  start  list of Group s, run and eval, in order;
    flags  list of Group: all others;  plain  arguments of the program;
    pa, pz  directories, in search order;  jit  parameters or '';  hal  name of
    a back end or ''
    processes  how many there may be at once, 0 where nothing is said
    """

    def __init__(self):
        self.mode = RUN_FILES
        self.message = ''
        self.files = []
        self.start = []
        self.flags = []
        self.plain = []
        self.pa = []
        self.pz = []
        self.jit = ''
        self.hal = ''
        self.processes = 0

    def set_own(self, option, value):
        if option == '--jit':
            self.jit = value
        else:
            self.hal = value

    def set_processes(self, text):
        """+P: as in erl a power of two that is enough, or legacy."""
        if text == 'legacy':
            return
        number = 0
        for c in text[:MAX_DIGITS]:
            number = number * 10 + ord(c) - ord('0')
            if not c.isdigit():
                number = 0
                break
        if not MIN_PROCESSES <= number <= MAX_PROCESSES:
            self.wrong('bad number of processes ' + text)
            return
        self.processes = MIN_PROCESSES
        while self.processes < number:
            self.processes *= 2

    def wrong(self, message):
        if self.mode != WRONG:
            self.mode = WRONG
            self.message = message


class Words(object):
    """The words of the command line and where we are in them."""

    def __init__(self, words):
        self.words = words
        self.pos = 0

    def more(self):
        return self.pos < len(self.words)

    def peek(self):
        return self.words[self.pos]

    def take(self):
        word = self.words[self.pos]
        self.pos += 1
        return word

    def arguments(self):
        """The words up to the next flag; `--` ends them and is taken."""
        found = []
        while self.more():
            word = self.peek()
            if word == '--':
                self.pos += 1
                break
            if is_flag(word):
                break
            found.append(self.take())
        return found

    def rest(self):
        start = self.pos
        assert start >= 0
        self.pos = len(self.words)
        return self.words[start:]


def is_flag(word):
    return word.startswith('-')


def is_file(word):
    """Whether it names code to load."""
    return (word.endswith('.beam') or is_pack(word)) and not is_flag(word)


def is_pack(word):
    return word.endswith('.avm')


def parse(argv):
    """The Options of these words (without the program's name)."""
    options = Options()
    words = Words(_without_own(argv, options))
    if options.mode == RUN_FILES and words.more():
        if _is_erl(words.words):
            options.mode = RUN_ERL
            _parse_erl(words, options)
        else:
            _parse_files(words, options)
    if options.mode == RUN_FILES and len(options.files) == 0:
        options.wrong('no file to run (there is no shell yet)')
    return options


def _is_erl(words):
    """Erlang's form it is if -noshell is among the words."""
    for word in words:
        if word == '-extra' or word == '--':
            return False
        if word == '-noshell' or word == '-noinput':
            return True
    return False


def _without_own(argv, options):
    """Take out the options that both forms have and erl has not."""
    kept = []
    words = Words(argv)
    while words.more():
        word = words.take()
        if word == '--' or word == '-extra':
            kept.append(word)
            return kept + words.rest()
        if word == '-h' or word == '--help':
            options.mode = HELP
            return kept
        if word == '--version':
            options.mode = SHOW_VERSION
            return kept
        if word == '--jit' or word == '--hal':
            if not words.more():
                options.wrong(word + (' needs parameters' if word == '--jit'
                                      else ' needs a name'))
                return kept
            options.set_own(word, words.take())
        elif word.startswith('--jit=') or word.startswith('--hal='):
            options.set_own(word[:len('--jit')], word[len('--jit='):])
        elif word.startswith('+') and len(word) > 1:
            skip_plus(word, words, options)
        elif word.startswith('--'):
            options.wrong('unknown option ' + word)
        else:
            kept.append(word)
    return kept


def skip_plus(word, words, options):
    """An emulator flag of erl, and its value if that is the next word."""
    letter = word[1]
    if word == '+pc' or (letter in PLUS_FAMILY and len(word) > 2
                         and not word[2].isdigit()):
        takes = word.find('true') < 0 and word.find('false') < 0
    elif len(word) == 2 and letter == 'c':
        takes = words.more() and (words.peek() == 'true' or
                                  words.peek() == 'false')
    elif letter in PLUS_VALUE:
        takes = len(word) == 2
    elif letter in PLUS_ALONE or letter == 'f' or letter == 'c':
        takes = False
    else:
        options.wrong('unknown flag ' + word)
        return
    value = word[2:]
    if takes:
        if not words.more():
            options.wrong(word + ' needs a value')
            return
        value = words.take()
    if letter == 'P':
        options.set_processes(value)


def _parse_files(words, options):
    """AtomVM's form."""
    while words.more():
        word = words.take()
        if word == '--' or word == '-extra':
            options.plain = options.plain + words.rest()
        elif word == '-pa' or word == '-pz':
            if not words.more() or is_flag(words.peek()):
                options.wrong(word + ' needs a directory')
            elif word == '-pa':
                options.pa.insert(0, words.take())
            else:
                options.pz.append(words.take())
        elif word == '-s' or word == '-run' or word == '-eval':
            options.wrong(word + ' needs -noshell (there is no shell yet)')
        elif is_flag(word) and len(word) > 1:
            options.wrong('unknown option ' + word + ' (arguments of the '
                          'program go after --)')
        elif is_file(word):
            options.files.append(word)
        elif len(options.files) == 0:
            options.wrong(word + ' is no .beam or .avm file')
        else:
            options.plain.append(word)


def _parse_erl(words, options):
    """Erlang's form."""
    while words.more():
        word = words.take()
        if word == '-extra':
            options.plain = options.plain + words.rest()
        elif word == '--':
            continue
        elif not is_flag(word):
            options.plain.append(word)
        else:
            _add_group(Group(word[1:], words.arguments()), options)


def _add_group(group, options):
    name = group.name
    if name == 's' or name == 'run':
        options.start.append(group)
    elif name == 'eval':
        if len(group.words) != 1:
            options.wrong('-eval needs one expression (quote it)')
        options.start.append(group)
    else:
        options.flags.append(group)
        if name == 'pa':
            options.pa = group.words + options.pa
        elif name == 'pz':
            options.pz = options.pz + group.words


def version_text():
    return 'atomvm ' + VERSION + '\n'
