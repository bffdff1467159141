from tm.text.remembered import Remembered


def asked():
    """Return a table of lengths, and the list of the pieces that it asks about."""
    seen = []

    def length(piece):
        seen.append(piece)
        return len(piece)

    return Remembered(length), seen


def test_a_piece_gets_its_answer():
    assert asked()[0]["abc"] == 3


def test_a_piece_is_asked_about_once():
    table, seen = asked()
    assert [table[piece] for piece in ("a", "bb", "a", "bb")] == [1, 2, 1, 2]
    assert seen == ["a", "bb"]


def test_a_full_table_begins_anew_and_says_the_same(monkeypatch):
    monkeypatch.setattr("tm.text.remembered._MOST", 2)
    table, seen = asked()
    pieces = ["a", "bb", "ccc", "a"]
    assert [table[piece] for piece in pieces] == [1, 2, 3, 1]
    assert seen == pieces
