"""The segmenter: spans that cover the text, and an answer to "why here?"."""

import pytest
from hypothesis import example, given, settings, strategies as st

from tm.languages import LANGUAGES
from tm.model import Span
from tm.segment.segmenter import Engine, Segmenter
from tm.segment.srx import Rule

SEGMENTERS = {code: Segmenter(language) for code, language in LANGUAGES.items()}
WORDS = st.sampled_from(
    "Mr. Orr v. 5 U.S. etc. J. and I. The mill “Come!” (so) və s. ən 20-ci T. т. д. г. Он . . . … — • 1. 2) [3] [...] «"
    " » :) ?! git -f https://a.b/c.d e.g. p.m. No. Art. b.e. и др. им.".split(),
)
TEXTS = st.one_of(st.lists(WORDS).map(" ".join), st.text(), st.text("aA.!? \n…\u00a0«»“”()-"))


@pytest.mark.parametrize("code", SEGMENTERS)
@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_spans_touch_and_cover_the_text(code, text):
    spans = SEGMENTERS[code].segment(text)
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert all(span.start < span.end for span in spans)


@pytest.mark.parametrize("code", SEGMENTERS)
@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_no_sentence_begins_with_white_space_except_the_first(code, text):
    assert not any(text[span.start].isspace() for span in SEGMENTERS[code].segment(text)[1:])


@pytest.mark.parametrize("code", SEGMENTERS)
@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
@example("«Come!» [3] Mr.")
def test_the_explanation_says_what_the_segmenter_does(code, text):
    decisions = [one for one in SEGMENTERS[code].explain(text) if one.breaks]
    ends = [len(text[: span.end].rstrip()) for span in SEGMENTERS[code].segment(text)[:-1]]
    assert [len(text[: one.offset].rstrip()) for one in decisions] == ends


def test_an_empty_text_has_no_sentences():
    assert SEGMENTERS["en"].segment("") == []


def test_white_space_goes_with_the_sentence_before_it():
    assert SEGMENTERS["en"].segment(" He came.  He left.\n") == [Span(0, 11), Span(11, 20)]


def test_the_explanation_names_the_rule_that_cut_and_the_rule_that_did_not():
    decisions = SEGMENTERS["en"].explain("Mr. Orr came. He left.")
    assert [(one.offset, one.breaks, one.rule.name) for one in decisions] == [
        (3, False, "title"),
        (13, True, "terminal"),
    ]


def test_the_first_rule_that_matches_decides():
    keep = Rule(breaks=False, before=r"a\.", after=r"\s")
    cut = Rule(breaks=True, before=r"\.", after=r"\s")
    assert len(Engine([keep, cut]).cut("a. b. c")) == 2
    assert len(Engine([cut, keep]).cut("a. b. c")) == 3


def test_a_rule_may_look_back_beyond_the_last_cut():
    mark = Rule(breaks=True, before=r"! \[3\]", after=r"\s")
    stop = Rule(breaks=True, before=r"!", after=r"\s")
    assert [span.end for span in Engine([mark, stop]).cut("Come! [3] He came.")] == [6, 10, 18]


def test_of_two_places_that_do_not_cut_around_one_white_space_the_first_is_told():
    keep = Rule(breaks=False, before=r"a\.\s?", after=r"\s")
    cut = Rule(breaks=True, before=r"\.\s?", after=r"\s")
    early = Rule(breaks=True, before=r"\.", after=r"\s")
    assert [one.offset for one in Engine([keep, cut, early]).explain("a.  b")] == [2]


def test_a_very_long_text_is_cut():
    text = "The mill is sold. " * 20_000
    assert len(SEGMENTERS["en"].segment(text)) == 20_000
