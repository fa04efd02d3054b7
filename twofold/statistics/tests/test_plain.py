"""What an analysis answers when it can't tell yet costs nothing to import."""

import subprocess
import sys

import pytest

from twofold.statistics.plain import Refused


def test_a_page_learns_why_without_loading_numpy():
    loaded = (
        "import sys, twofold.statistics.plain; sys.exit('numpy' in sys.modules or 'scipy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", loaded]).returncode == 0


def test_a_refusal_stays_as_it_was_given():
    refused = Refused("few-days", 3)
    with pytest.raises(AttributeError):
        refused.more = 1  # type: ignore[misc]
    assert refused == Refused("few-days", 3)
