"""Front matter: the keys, their values and every way to get them wrong."""

import datetime as dt

import pytest

from tm.documents import FrontMatter
from tm.documents.blocks import Source
from tm.documents.front_matter import front_matter
from tm.errors import ErrorList, FormatError


def read(text):
    return front_matter(Source("a.md", text))


def test_a_file_without_front_matter_has_an_empty_one():
    assert read("The mill is sold.\n---\n") == (FrontMatter(), 0)


def test_keys_are_read_and_the_body_begins_after_them():
    text = "---\ntitle: On mills: a law\nissuer: 'The Mill'\n# note\n\ndate: 2024-02-03\nkind: statement\n---\nSold.\n"
    front, body = read(text)
    assert front == FrontMatter(title="On mills: a law", issuer="The Mill", date=dt.date(2024, 2, 3), kind="statement")
    assert text[body:] == "Sold.\n"


def test_windows_line_ends_are_line_ends():
    front, body = read("---\r\ntitle: A\r\n---\r\nSold.")
    assert (front.title, body) == ("A", 20)


def test_front_matter_may_be_all_there_is():
    assert read("---\ntitle: A\n---") == (FrontMatter(title="A"), 16)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("titel: A", "a.md:2:1: unknown key 'titel' in the front matter. Did you mean 'title'?"),
        (
            "colour: A",
            "a.md:2:1: unknown key 'colour' in the front matter. The keys are: title, issuer, date, kind, encoding.",
        ),
        ("title", "a.md:2:1: this line of the front matter has no key. Write it as 'key: value'."),
        ("date: 3.2.2024", "a.md:2:1: '3.2.2024' is no date. Write it as year-month-day: 2026-01-20."),
    ],
)
def test_a_faulty_line_is_an_error_with_its_place(line, message):
    with pytest.raises(FormatError) as error:
        read(f"---\n{line}\n---\n")
    assert str(error.value).startswith(message)


def test_a_key_twice_is_an_error():
    with pytest.raises(FormatError, match=r"a\.md:3:1: the key 'title' stands here twice"):
        read("---\ntitle: A\ntitle: B\n---\n")


def test_a_missing_end_is_an_error():
    with pytest.raises(FormatError, match=r"a\.md:1:1: the front matter has no end\."):
        read("---\ntitle: A\n")


def test_all_faults_are_told_at_once():
    with pytest.raises(ErrorList) as error:
        read("---\ntitel: A\nnothing\n---\n")
    assert len(error.value.errors) == 2
