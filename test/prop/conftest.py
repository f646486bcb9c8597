"""Settings of the property tests, and the erl that they ask.

Every run tries the same examples, so that a red test is red again; they are
not made smaller, which could take minutes: the calls that differ are small.
To hunt, set ATOMVM_TEST_EXAMPLES: that many times as many examples, others
each time.
"""
import os

import pytest
from erl_server import ErlServer
from hypothesis import HealthCheck, Phase, settings
from vm_server import VmServer

settings.register_profile(
    'atomvm', deadline=None, database=None,
    phases=[Phase.explicit, Phase.generate],
    derandomize='ATOMVM_TEST_EXAMPLES' not in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
settings.load_profile('atomvm')


@pytest.fixture(scope='session')
def erl():
    """The ErlServer of this session."""
    server = ErlServer()
    yield server
    server.stop()


@pytest.fixture(scope='session')
def vm(erl):
    """The VmServer of this session."""
    return VmServer(erl)
