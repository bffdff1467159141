from contextlib import suppress

import pytest
from hypothesis import given, strategies as st

from tm.lint.icu import IcuError, categories, read


def test_arguments_and_forms_are_read():
    message = read("{name} has {n, plural, =0 {no files} one {# file} other {# files in {folder}}}")
    assert message.arguments == {"name", "n plural", "folder"}
    assert message.plurals == (("n", frozenset({"=0", "one", "other"})),)


def test_a_quoted_brace_is_text():
    assert read("it's '{' {n}").arguments == {"n"}


@pytest.mark.parametrize(
    "text", ["{n", "{}", "n}", "{n, plural, one {x}", "{n, plural, one {x}}", "{n, select, other {x}", "{n,}"]
)
def test_a_broken_message_is_an_error_in_its_place(text):
    with pytest.raises(IcuError) as caught:
        read(text)
    assert 0 <= caught.value.offset <= len(text)


@pytest.mark.parametrize(
    ("code", "forms"), [("az", {"one", "other"}), ("en", {"one", "other"}), ("ru", {"one", "few", "many", "other"})]
)
def test_forms_are_those_of_cldr(code, forms):
    assert categories(code) == forms


@given(st.text(alphabet="{}n, 'aplurothe=", max_size=40))
def test_any_text_is_read_or_refused(text):
    with suppress(IcuError):
        assert read(text).arguments is not None
