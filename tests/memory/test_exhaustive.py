from hypothesis import given, strategies as st

from tm.languages import get
from tm.memory.exhaustive import Everything
from tm.memory.similarity import at_most, prepare

TEXTS = st.lists(st.sampled_from("the law not peace 1992 <b> , . —".split()), min_size=1, max_size=8).map(" ".join)


class Texts:
    def __init__(self, texts):
        self.held = list(texts)

    def texts(self, _language, *, after=0):
        return ((row, text) for row, text in enumerate(self.held, 1) if row > after)

    def last_row(self):
        return len(self.held)

    def removed(self):
        return 0


@given(st.lists(TEXTS, max_size=20), TEXTS, st.integers(0, 100))
def test_every_text_that_reaches_the_threshold_is_a_candidate_below_its_bound(texts, asked, threshold):
    sought = prepare(asked, get("en"))
    found = Everything(Texts(texts), get("en")).candidates(sought, threshold)
    bounds = dict(zip(found.rows.tolist(), found.scores.tolist(), strict=True))
    for row, text in enumerate(texts, 1):
        stored = prepare(text, get("en"))
        score = at_most(sought, stored)
        assert score < threshold or not stored.normal or score <= bounds[row]


def test_a_text_of_markup_alone_is_no_candidate(en):
    assert Everything(Texts(["<br/>", "the law"]), en).candidates(prepare("law", en), 0).rows.tolist() == [2]


def test_new_rows_are_read_by_the_next_query(en):
    store = Texts(["the law"])
    everything = Everything(store, en)
    everything.candidates(prepare("law", en), 0)
    store.held.append("the other law")
    assert everything.candidates(prepare("law", en), 0).rows.tolist() == [1, 2]
