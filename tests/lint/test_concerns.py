from tm.lint.concerns import Concerns, Question

DIGIT, COMMA, LONG = 1, 2, 4


def concerns():
    """Return three questions: is there a digit, a comma, a hyphen in more than three characters?"""
    return Concerns(
        [
            Question(0, test=lambda piece: any(map(str.isdigit, piece))),
            Question(1, signs=frozenset(",")),
            Question(2, signs=frozenset("-"), test=lambda piece: len(piece) > 3),
        ]
    )


def test_a_text_raises_what_any_of_its_pieces_raises():
    assert concerns().of(["a1", "b,", "c"]) == DIGIT | COMMA


def test_a_text_without_pieces_raises_nothing():
    assert concerns().of([]) == 0


def test_a_sign_is_not_enough_where_there_is_a_test():
    assert [concerns().of([piece]) for piece in ("ab-", "abc-", "abcd")] == [0, LONG, 0]


def test_a_piece_is_asked_about_once():
    seen = []
    one = Concerns([Question(0, test=lambda piece: seen.append(piece) is None)])
    one.of(["a", "b", "a"])
    one.of(["b"])
    assert seen == ["a", "b"]


def test_a_doubted_piece_is_asked_about_again():
    answers = iter([False, True])
    one = Concerns([Question(0, test=lambda _: next(answers))])
    assert one.of(["a"]) == 0
    one.doubt(["a", "unknown"])
    assert one.of(["a"]) == DIGIT


def test_what_a_later_piece_teaches_counts_for_an_earlier_one():
    known = set()
    one = Concerns([Question(0, test=lambda piece: piece in known)])
    assert one.of(["a"]) == 0

    def learns(piece):
        if piece == "b" and not known:
            known.add("a")
            two.doubt(["a"])
        return piece in known

    two = Concerns([Question(0, test=learns)])
    assert two.of(["a", "b"]) == DIGIT
