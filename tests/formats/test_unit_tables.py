"""Units as tables: `tm.formats.unit_tables`."""

import pytest

from tm.errors import FormatError
from tm.formats.unit_tables import read

WANTED = {"en", "az"}


def rows(text):
    return list(read(text.encode(), "a.csv", lambda tag: tag if tag in WANTED else None))


def test_a_column_is_known_by_the_code_of_its_language():
    ((unit,),) = [rows("id,en,az\nu,one,bir\n")]
    assert [(one.language, one.text) for one in unit.variants] == [("en", "one"), ("az", "bir")]


@pytest.mark.parametrize(
    "head",
    ["concept,english,azeri", "source,target", "id,subject,definition,source,note,language,status,term", "de,fr"],
)
def test_a_table_without_a_wanted_language_is_one_error_at_its_header(head):
    cells = head.replace(",", "x,")
    with pytest.raises(FormatError) as caught:
        rows(f"{head}\n{cells}\n{cells}\n")
    assert str(caught.value).startswith("a.csv:1:1: no column has the code of a language that is wanted; the columns")


def test_the_columns_that_there_are_are_named():
    with pytest.raises(FormatError, match=r"the columns are: source, target\. Call a column"):
        rows("source,target\na,b\n")


def test_of_many_columns_the_first_are_named():
    with pytest.raises(FormatError, match="the columns are: c1, c2, c3, c4, c5, c6, …"):
        rows("c1,c2,c3,c4,c5,c6,c7\n" + "x," * 6 + "x\n")


def test_a_row_without_text_is_refused_and_the_rest_is_read():
    refused, unit = rows("en,az,note\n,,x\none,bir,\n")
    assert (str(refused.place), unit.variants[0].text) == ("a.csv:2", "one")


def test_a_table_with_nothing_but_a_header_has_no_units():
    assert rows("concept,english\n") == []
