"""docs/bifs.md is what scripts/docs makes, and says why what is missing is."""
import os
import sys

import pytest
from support import ROOT

sys.path.insert(0, os.path.join(ROOT, 'scripts'))
import bif_table  # noqa: E402

KNOWN = bif_table.Otp('''# Erlang/OTP 99, erts 9; made for tests
lists member/2 c
erlang self/0 c guard
erlang max/2 erlang
re run/2 c
re run/3 c
''')
HERE = {('lists', 'member', 2): bif_table.Native(False, True, False, None),
        ('erlang', 'self', 0): bif_table.Native(True, False, False, None)}


def test_page_is_up_to_date():
    text = bif_table.page(bif_table.natives(), bif_table.otp(), bif_table.MISSING)
    assert text == bif_table.read(bif_table.PAGE), 'run scripts/docs'


def test_guards_are_those_of_otp():
    found = bif_table.natives()
    assert set(key for key in found if found[key].guard) == bif_table.otp().guards


def test_snapshot_is_sorted():
    lines = bif_table.read(bif_table.SNAPSHOT).splitlines()[1:]
    assert lines == sorted(lines)


def test_page_shows_what_is_here_what_is_missing_and_what_is_erlang():
    text = bif_table.page(HERE, KNOWN, [('re:*', 'later')])
    assert '# Erlang' not in text
    assert 'Erlang/OTP 99, erts 9' in text
    assert 'OTP has 4 functions in C: 2 are here, 2 are missing.' in text
    assert '| `self/0` | guard |\n' in text
    assert '| `member/2` | | pure |\n' in text
    assert 'Missing (later):\n\n`run/2` `run/3`\n' in text
    assert 'Written in Erlang in OTP, whose module is used as it is:\n\n`max/2`\n' in text


def test_what_is_missing_needs_a_reason():
    with pytest.raises(ValueError) as info:
        bif_table.page(HERE, KNOWN, [('re:run/2', 'later')])
    assert str(info.value) == 'missing, and no reason declared: re:run/3'


def test_reason_for_what_is_here_is_an_error():
    with pytest.raises(ValueError) as info:
        bif_table.page(HERE, KNOWN, [('re:*', 'later'), ('lists:*', 'never')])
    assert str(info.value) == 'a reason for nothing that is missing: lists:*'
