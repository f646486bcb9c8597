"""The minimal set of features: atomvm/feature.py names natives that there are."""
import os
import subprocess
import sys

from atomvm import feature
from support import ROOT

PROGRAM = '''
from atomvm import natives
from atomvm.bif.gateway import REGISTRY
for key in REGISTRY:
    print '%s:%s/%d' % key
'''


def natives(minimal):
    return set(subprocess.check_output(
        [sys.executable, '-c', PROGRAM], cwd=ROOT, env=dict(
            os.environ, ATOMVM_BOARD='1', ATOMVM_MINIMAL=minimal)).split())


def test_what_it_names_is_there():
    everything = natives('')
    assert set(feature.NATIVES) <= everything
    for name in feature.FILES:
        assert os.path.exists(os.path.join(ROOT, 'atomvm', 'bif', name + '.py'))


def test_minimal_leaves_out_what_it_names():
    everything, few = natives(''), natives('1')
    assert few < everything
    assert not few & set(feature.NATIVES)
    assert 'ets:new/2' not in few
