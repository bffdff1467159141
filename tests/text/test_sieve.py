from tm.text.sieve import Sieve


def asked():
    """Return a sieve that catches pieces with a digit, and the list of the pieces that it asks about."""
    seen = []

    def matters(piece):
        seen.append(piece)
        return any(letter.isdigit() for letter in piece)

    return Sieve(matters), seen


def test_pieces_of_which_none_matters_fall_through():
    assert not asked()[0].catches(["a", "b"])


def test_one_piece_that_matters_is_enough():
    assert asked()[0].catches(["a", "b", "c3"])


def test_no_piece_matters_in_an_empty_text():
    assert not asked()[0].catches([])


def test_what_was_caught_is_caught_again():
    sieve, _ = asked()
    assert [sieve.catches(["a", "1"]), sieve.catches(["1"]), sieve.catches(["a"])] == [True, True, False]


def test_a_piece_is_asked_about_once():
    sieve, seen = asked()
    for _ in range(3):
        sieve.catches(["a", "b"])
    assert seen == ["a", "b"]


def test_a_doubted_piece_is_asked_about_again():
    sieve, seen = asked()
    sieve.catches(["a", "b"])
    sieve.doubt(["a"])
    sieve.catches(["a", "b"])
    assert seen == ["a", "b", "a"]


def test_the_pieces_caught_are_those_that_matter():
    sieve, _ = asked()
    assert not sieve.catches(["a", "c"])
    assert sieve.caught(["a", "b2", "c"]) == {"b2"}
    assert sieve.caught(["a", "c"]) == set()


def test_a_full_sieve_begins_anew_and_says_the_same(monkeypatch):
    monkeypatch.setattr("tm.text.sieve._REMEMBERED", 2)
    sieve, _ = asked()
    texts = ["1 a b", "a b c", "d e f 2", "a", "2", "1 2 3", "x y z"]
    assert [sieve.catches(text.split()) for text in texts * 2] == [any(map(str.isdigit, text)) for text in texts * 2]
