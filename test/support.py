"""What tests of several layers use."""
import os

import pytest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.path.join(ROOT, 'build')
CI = 'CI' in os.environ


def skip_here(reason):
    """Skip the test on a developer's machine; in CI nothing is skipped."""
    if CI:
        pytest.fail(reason)
    pytest.skip(reason)
