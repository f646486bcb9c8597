"""atomvm new: a project from tool/template/erlang or elixir.

In paths and files of a template @NAME@ is the application's name, @MODULE@ that
of the Elixir module.  A file dot.gitignore becomes .gitignore.
"""
import os
import re
import shutil
import tempfile

from tool import project
from tool.common import ToolError, options_of, say, usage_error

TEMPLATES = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'template')
NAME = re.compile(r'^[a-z][a-z0-9_]*$')
LONGEST = 64
# words that are no atoms without quotes, and names of what comes with Erlang, Elixir
RESERVED = (
    'after and andalso band begin bnot bor bsl bsr bxor case catch cond div do else '
    'end false fn fun if in let maybe nil not of or orelse receive rem true try when xor').split()
TAKEN = ('kernel stdlib compiler crypto ssl erts sasl init erlang lists maps string io '
         'elixir mix iex logger ex_unit atomvm test').split()


def check_name(name):
    if not NAME.match(name) or len(name) > LONGEST:
        raise ToolError("'%s' is no name of an application: small letters, digits and _, "
                        'a letter first' % name, 2)
    if name in RESERVED or name in TAKEN:
        raise ToolError("'%s' is a name that Erlang or Elixir has already" % name, 2)


def fill(text, name):
    module = ''.join(word.capitalize() for word in name.split('_'))
    return text.replace('@NAME@', name).replace('@MODULE@', module)


def copy(template, folder, name):
    """Write all of a template into a folder."""
    for where, _, files in os.walk(template):
        inside = os.path.relpath(where, template)
        for each in sorted(files):
            out = os.path.join(folder, inside, fill(re.sub('^dot', '', each), name))
            if not os.path.isdir(os.path.dirname(out)):
                os.makedirs(os.path.dirname(out))
            with open(os.path.join(where, each)) as f:
                text = fill(f.read(), name)
            with open(out, 'w') as f:
                f.write(text)


def main(words):
    options, rest = options_of('new', words, {}, ['elixir', 'board='])
    if len(rest) != 1:
        raise usage_error('new', 'one NAME is wanted')
    name = os.path.basename(rest[0].rstrip('/'))
    target = os.path.join(os.path.dirname(rest[0].rstrip('/')), name)
    check_name(name)
    if 'board' in options:
        project.load_board(options['board'])
    if os.path.lexists(target):
        raise ToolError('%s is there already' % target)
    template = os.path.join(TEMPLATES, 'elixir' if 'elixir' in options else 'erlang')
    try:
        create(template, target, name, options.get('board'))
    except EnvironmentError as e:
        raise ToolError('%s: %s' % (target, e.strerror))
    test = 'mix test' if 'elixir' in options else 'rebar3 eunit'
    say('%s is made.  Next:\n    cd %s\n    %s\n    %s run' % (
        target, target, test, project.script('atomvm')))
    if 'board' in options:
        say('    %s flash' % project.script('atomvm'))


def create(template, target, name, board):
    """All of it or nothing."""
    folder = tempfile.mkdtemp(dir=os.path.dirname(target) or '.')
    try:
        copy(template, folder, name)
        if board:
            with open(os.path.join(folder, project.SETTINGS), 'w') as f:
                f.write('[project]\nboard = %s\n' % board)
        os.chmod(folder, 0o755)
        os.rename(folder, target)
    except Exception:
        shutil.rmtree(folder)
        raise
