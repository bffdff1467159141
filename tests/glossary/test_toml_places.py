import tomllib

import pytest
from hypothesis import given, strategies as st

from tm.glossary.toml_places import Position, locate

SAMPLE = """\
# terms
title = "x"

[milli-majlis]
definition = '''
two
lines'''
en.preferred = "Milli \\"Majlis\\" # no comment"  # a comment
en . "admitted" = [ "Parliament", # first
  { term = "UN", forms = ["UN's"] },
]

[["list of tables"]]
key = 1979-05-27 07:32:00
[["list of tables"]]
key = true
["list of tables".inner]
key = -1
"""


@pytest.mark.parametrize(
    ("path", "position"),
    [
        (("title",), (2, 9)),
        (("milli-majlis", "definition"), (5, 14)),
        (("milli-majlis", "en", "preferred"), (8, 16)),
        (("milli-majlis", "en", "admitted"), (9, 19)),
        (("milli-majlis", "en", "admitted", 0), (9, 21)),
        (("milli-majlis", "en", "admitted", 1), (10, 3)),
        (("milli-majlis", "en", "admitted", 1, "term"), (10, 12)),
        (("milli-majlis", "en", "admitted", 1, "forms", 0), (10, 27)),
        (("list of tables", 0, "key"), (14, 7)),
        (("list of tables", 1, "key"), (16, 7)),
        (("list of tables", 1, "inner", "key"), (18, 7)),
    ],
)
def test_a_value_stands_where_its_first_sign_is(path, position):
    assert locate(SAMPLE).values[path] == Position(*position)


@pytest.mark.parametrize(
    ("path", "position"),
    [
        (("milli-majlis",), (4, 2)),
        (("milli-majlis", "en"), (8, 1)),
        (("milli-majlis", "en", "admitted"), (9, 6)),
        (("milli-majlis", "en", "admitted", 1, "forms"), (10, 18)),
    ],
)
def test_a_key_stands_where_it_is_written_first(path, position):
    assert locate(SAMPLE).keys[path] == Position(*position)


def test_what_has_no_place_of_its_own_stands_at_the_nearest_thing_around_it():
    assert locate('[a]\nb = ["c"]').of(("a", "b", 7)) == Position(2, 5)


def test_a_path_that_is_nowhere_stands_at_the_beginning():
    assert locate("").of(("a",)) == Position(1, 1)


def test_a_list_item_has_no_key_so_its_key_stands_at_the_value():
    assert locate('a = [\n"b"]').of_key(("a", 0)) == Position(2, 1)


@pytest.mark.parametrize(
    "literal", ['"""a"""""', "'''a'''''", '"\\""', "'\\'", '"""\\""" # """', "1e3", "[]", "{}", "[[], {}]"]
)
def test_the_next_key_is_found_behind_every_kind_of_value(literal):
    text = f"a = {literal}\nb = 1"
    assert tomllib.loads(text)["b"] == 1
    assert locate(text).values["b",] == Position(2, 5)


class Writer:
    """A TOML text in the making, with the offset at which each value begins."""

    def __init__(self, draw):
        self.draw, self.text, self.offsets = draw, "", {}

    def blank(self, *choices):
        self.text += self.draw(st.sampled_from(("", " ", "\t ", *choices)))

    def key(self, name):
        bare = name.isascii() and name.isalnum()
        self.text += name if bare and self.draw(st.booleans()) else quoted(name)

    def value(self, value, path):
        self.offsets[path] = len(self.text)
        if isinstance(value, str):
            self.text += quoted(value) if self.draw(st.booleans()) else f'"""{quoted(value)[1:-1]}"""'
        elif isinstance(value, list):
            self.items("[]", value, path, "\n", " # ] , \" '\n")
        elif isinstance(value, dict):
            self.items("{}", value, path)
        else:
            self.text += str(value).lower()

    def items(self, brackets, values, path, *blanks):
        self.text += brackets[0]
        keys = values if isinstance(values, dict) else range(len(values))
        for number, key in enumerate(keys):
            self.text += "," if number else ""
            self.blank(*blanks)
            if isinstance(values, dict):
                self.key(key)
                self.text += " = "
            self.value(values[key], (*path, key))
            self.blank(*blanks)
        self.text += brackets[1]


def quoted(text):
    return (
        '"'
        + "".join(f"\\U{ord(letter):08X}" if letter in '"\\' or not letter.isprintable() else letter for letter in text)
        + '"'
    )


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=6)
values = st.recursive(
    texts | st.booleans() | st.integers(-9, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(st.data(), st.dictionaries(texts, st.dictionaries(texts, values, max_size=3), max_size=3))
def test_every_value_of_any_document_is_found(data, tables):
    writer = Writer(data.draw)
    for name, table in tables.items():
        writer.text += "["
        writer.key(name)
        writer.text += "]\n"
        for key, value in table.items():
            writer.key(key)
            writer.text += "="
            writer.value(value, (name, key))
            writer.blank(" # = [\n", "\n\n")
            writer.text += "\n"
    assert tomllib.loads(writer.text) == tables
    assert locate(writer.text).values == {path: position(writer.text, at) for path, at in writer.offsets.items()}


def position(text, offset):
    return Position(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
