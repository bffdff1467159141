"""Our own comments in PO entries: `tm.operations.notes`."""

import io
import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po, write_po

from tm.formats import po
from tm.operations.notes import comments, divided, texts, without

CASES = [
    case.splitlines()
    for case in (Path(__file__).parent / "notes.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n\n")[1:]
]
NOTES = (
    "tm: list item",
    "tm: aligned 0.99, az-Latn.md:114, 903c4895",
    "tm: [84 %, january-20-2025, number 1996 → 1994, number 36 → 35; repaired 1994-cü → 1996-cı; not repaired 36]",
    "tm: rejected 903c4895",
)
FOREIGN = "Translators: keep the name of the form, and mind that it is shown to visitors."


def entry(*extracted):
    """Return the text of a PO file with one entry that has these comments."""
    lines = "".join(f"#. {line}\n" for line in extracted)
    return (
        'msgid ""\nmsgstr ""\n"Language: az\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        f'{lines}msgid "It was adopted."\nmsgstr "Qəbul edilmişdir."\n'
    )


def by_polib(text, width):
    return str(polib.pofile(text, wrapwidth=width))


def by_babel(text, width):
    out = io.BytesIO()
    write_po(out, read_po(io.BytesIO(text.encode())), width=width)
    return out.getvalue().decode()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0].removeprefix("# "))
def test_a_note_has_all_its_lines_and_no_others(case):
    written = "\n".join(
        ("+ " if number else "") + line
        for one in comments([line.removeprefix("+ ") for line in case[1:]])
        for number, line in enumerate(one.lines)
    )
    assert written == "\n".join(case[1:])


@pytest.mark.parametrize("width", [30, 40, 60, 78])
@pytest.mark.parametrize("wrap", [by_polib, by_babel])
def test_notes_that_another_program_has_wrapped_say_what_they_said(wrap, width):
    (found,) = po.parse(wrap(entry(*NOTES, FOREIGN), width)).entries
    assert len(found.extracted) > len(NOTES) + 1
    assert tuple(one for one in texts(found.extracted) if one.startswith("tm: ")) == NOTES


@pytest.mark.parametrize("wrap", [by_polib, by_babel])
def test_of_wrapped_comments_all_lines_of_ours_can_be_taken_out_and_none_of_others(wrap):
    (found,) = po.parse(wrap(entry(FOREIGN, *NOTES, "From the web form."), 40)).entries
    others, ours = divided(found.extracted)
    assert " ".join(others) == f"{FOREIGN} From the web form."
    assert without(found.extracted, lambda comment: comment.startswith("tm: ")) == others
    assert len(others) + len(ours) == len(found.extracted)


@pytest.mark.external
@pytest.mark.skipif(not shutil.which("msgcat"), reason="msgcat (gettext) is not installed")
def test_notes_come_through_msgcat(tmp_path):
    path = tmp_path / "a.po"
    path.write_text(entry(*NOTES, FOREIGN), encoding="utf-8")
    done = subprocess.run(["msgcat", "--width=40", path], capture_output=True, check=True)
    (found,) = po.parse(done.stdout.decode()).entries
    assert tuple(texts(found.extracted)) == (*NOTES, FOREIGN)


def test_the_end_of_a_note_is_not_looked_for_forever():
    lines = ["tm: [84 %, notice", *["and on"] * 10_000, "tm: rejected 5d41402a"]
    assert [len(one.lines) for one in comments(lines)] == [1] * len(lines)
