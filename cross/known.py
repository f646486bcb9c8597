"""Looks before a patch is applied: is this the place of RPython that it knows?

Every patch names the file and the object that it is about, and a digest of
that object's source.  Where the digest differs (another RPython, a fix
upstream), the patch says so on standard error and leaves the place alone.
"""
import hashlib
import inspect
import sys
import textwrap

# (file, name) of all places that were left alone in this process
LEFT_ALONE = []


def digest(function):
    """The first twelve hexadecimal digits of the SHA-1 of a function's source."""
    source = textwrap.dedent(inspect.getsource(function))
    return hashlib.sha1(source).hexdigest()[:12]


def is_known(filename, name, function, expected):
    """True where function, found as name in filename (below rpython/), is the
    one with that digest."""
    try:
        found = digest(function)
    except (IOError, TypeError):
        found = 'no source'
    if found == expected:
        return True
    leave_alone(filename, name, 'source has digest %s, not %s'
                % (found, expected))
    return False


def holds(filename, name, condition):
    """The same for a place that is not a function: condition says whether it
    is the one that the patch knows."""
    if not condition:
        leave_alone(filename, name, 'not what it was in RPython 0.2.1')
    return condition


def leave_alone(filename, name, why):
    LEFT_ALONE.append((filename, name))
    sys.stderr.write('cross: rpython/%s: %s left alone: %s\n'
                     % (filename, name, why))
