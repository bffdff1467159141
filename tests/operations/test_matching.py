from tm.languages import get
from tm.operations.matching import pairings

EN = get("en")


def found(new, old, **options):
    """Return the pairs of positions in two lists of texts."""
    pairs = pairings(dict(enumerate(new)), dict(enumerate(old)), EN, **options)
    return [(one.new, one.old) for one in pairs]


def test_the_most_similar_text_is_chosen():
    old = ["The office is open on Monday.", "The office is closed on Monday."]
    assert found(["The office is closed on Mondays."], old) == [((0,), (1,))]


def test_a_text_serves_once():
    assert found(["The office is open.", "The office is opened."], ["The office is open now."]) == [((0,), (0,))]


def test_of_equally_similar_texts_the_nearest_is_chosen():
    old = ["Room 1 is closed.", "Quite another sentence.", "Room 2 is closed."]
    assert found(["Something else here.", "More of it, longer.", "Room 3 is closed."], old) == [((2,), (2,))]


def test_different_texts_are_not_paired():
    assert found(["The office is open on Monday."], ["Pasport gətirin."]) == []


def test_neighbours_that_became_one_text_are_found():
    old = ["The office is open.", "Bring a passport."]
    assert found(["The office is open. Bring a passport."], old, joins=True) == [((0,), (0, 1))]


def test_a_text_that_was_divided_is_found():
    new = ["The office is open.", "Bring a passport."]
    assert found(new, ["The office is open. Bring a passport."], joins=True) == [((0, 1), (0,))]


def test_many_texts_are_compared_in_parts():
    texts = [f"Sentence {number} speaks of the room {number * 7} and of nothing else." for number in range(600)]
    pairs = found([f"{text} Really." for text in texts], texts)
    assert [(new, old) for new, old in pairs if new != old] == []
    assert len(pairs) == 600
