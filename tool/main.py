"""usage: python -m tool.main new|run|flash|monitor|size ...

What scripts/atomvm does, for the verbs that it knows.
"""
import sys

from tool import flash, monitor, new, run, size
from tool.common import ToolError, say

VERBS = {'new': new, 'run': run, 'flash': flash, 'monitor': monitor, 'size': size}


def main(words):
    """The exit status."""
    if not words or words[0] not in VERBS:
        say(__doc__.strip())
        return 2
    try:
        return VERBS[words[0]].main(words[1:]) or 0
    except ToolError as e:
        say('atomvm: %s' % e)
        return e.status
    except KeyboardInterrupt:
        return 130


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
