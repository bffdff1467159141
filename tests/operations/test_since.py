"""What counts as changed since a revision."""

import pytest

from tm.operations.since import _on_one_line


@pytest.mark.parametrize("text", ["one line\nand another", "one line \n  and another"])
def test_lines_that_end_elsewhere_are_no_change(text):
    assert _on_one_line(text) == "one line and another"


def test_a_second_space_is_a_change():
    assert _on_one_line("one  space") != _on_one_line("one space")
