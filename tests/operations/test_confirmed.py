from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from tm.errors import TmError
from tm.operations.confirmed import (
    Confirmed,
    in_text_order,
    keys_of,
    parse,
    read_confirmed,
    resolve,
    serialize,
    singled,
    write_confirmed,
)

TEXTS = {"xa": ["One.", "Two.", "Three."], "xb": ["Bir.", "İki.", "Üç."]}
GROUPS = ({"xa": (0,), "xb": (0, 1)}, {"xa": (1,), "xb": ()})


def again(groups, before=TEXTS, after=TEXTS):
    """Write down groups of some versions and look for them in others."""
    return resolve(parse(serialize(groups, before), file="alignment.tsv"), after)


def faults(text):
    with pytest.raises(TmError) as caught:
        parse(text, file="alignment.tsv")
    return str(caught.value)


def test_what_was_written_is_read_back():
    assert again(GROUPS) == Confirmed(GROUPS, ())


def test_equal_texts_have_different_names():
    assert len(set(keys_of(["Same.", "Same.", "Same."]))) == 3


def test_a_name_does_not_depend_on_the_kind_of_space():
    assert keys_of(["Two words."]) == keys_of(["Two\u00a0words."])


def test_a_row_ends_with_the_beginning_of_its_text():
    assert serialize(GROUPS, TEXTS).splitlines()[1].endswith("\tOne.")


def test_a_version_without_the_segment_is_a_hyphen():
    assert serialize(GROUPS, TEXTS).splitlines()[2].split("\t")[1] == "-"


def test_a_group_is_found_where_other_segments_have_moved_it():
    after = {"xa": ["New.", *TEXTS["xa"]], "xb": TEXTS["xb"]}
    assert again(GROUPS, after=after).groups[0] == {"xa": (1,), "xb": (0, 1)}


def test_a_row_whose_text_has_changed_is_dropped():
    after = {**TEXTS, "xb": ["Bir!", "İki.", "Üç."]}
    assert again(GROUPS, after=after) == Confirmed(GROUPS[1:], (2,))


def test_a_row_into_which_a_segment_has_come_is_dropped():
    after = {**TEXTS, "xb": ["Bir.", "Bir yarım.", "İki.", "Üç."]}
    assert again(GROUPS, after=after).dropped == (2,)


def test_rows_that_have_come_to_cross_are_dropped():
    groups = ({"xa": (0,), "xb": (0,)}, {"xa": (1,), "xb": (1,)}, {"xa": (2,), "xb": (2,)})
    after = {**TEXTS, "xb": ["İki.", "Bir.", "Üç."]}
    assert again(groups, after=after) == Confirmed(groups[2:], (2, 3))


def test_a_language_that_is_not_asked_for_does_not_count():
    assert again(GROUPS, after={"xa": TEXTS["xa"]}).groups == ({"xa": (0,)}, {"xa": (1,)})


def test_a_version_that_came_later_is_not_known():
    after = {**TEXTS, "xc": ["Uno."]}
    assert "xc" not in again(GROUPS, after=after).groups[0]


def test_segments_that_only_one_version_has_stand_alone():
    assert list(singled({"xa": (0, 1), "xb": ()})) == [{"xa": (0,), "xb": ()}, {"xa": (1,), "xb": ()}]


def test_without_a_file_nothing_is_confirmed(tmp_path):
    assert read_confirmed(tmp_path / "alignment.tsv", file="alignment.tsv") == ()


def test_where_nothing_is_confirmed_there_is_no_file(tmp_path):
    path = Path(tmp_path / "alignment.tsv")
    write_confirmed(path, GROUPS, TEXTS)
    write_confirmed(path, (), TEXTS)
    assert not path.exists()


def test_another_table_is_an_error():
    assert faults("xa\txb\n5d41402a\t5d41402a\n").startswith("alignment.tsv:1: This is no list")


def test_an_empty_file_is_an_error():
    assert faults("").startswith("alignment.tsv:1:")


def test_each_row_that_can_not_be_read_is_named():
    text = "xa\txb\ttext\n<<<<<<< HEAD\n5d41402a\t-\tHello.\nnonsense\t-\tHello.\n"
    assert [line.split(":")[1] for line in faults(text).splitlines()] == ["2", "4"]


def test_a_segment_in_two_rows_is_an_error():
    text = "xa\txb\ttext\n5d41402a\t-\tHello.\n5d41402a\taaaaaaaa\tHello.\n"
    assert faults(text).startswith("alignment.tsv:3: Segment 5d41402a of xa stands in line 2 already.")


def test_groups_are_put_in_the_order_of_the_text():
    groups = [{"xa": (1,), "xb": (1,)}, {"xa": (0,), "xb": ()}, {"xb": (0,), "xa": ()}]
    assert in_text_order(groups).order == (1, 2, 0)


def test_groups_that_wait_for_each_other_in_a_ring_are_crossing():
    ring = [{"xa": (0,), "xb": (1,)}, {"xb": (0,), "xc": (1,)}, {"xc": (0,), "xa": (1,)}]
    assert in_text_order(ring).crossing == ((0, 1, 2),)


@st.composite
def confirmed(draw):
    """Texts of two versions, some of them equal, and groups in their order."""
    texts = {code: draw(st.lists(st.sampled_from(["a", "b", "c"]), max_size=6)) for code in ("xa", "xb")}
    groups, i, j = [], 0, 0
    while i < len(texts["xa"]) and j < len(texts["xb"]):
        a, b = draw(st.integers(1, len(texts["xa"]) - i)), draw(st.integers(1, len(texts["xb"]) - j))
        if draw(st.booleans()):
            groups.append({"xa": tuple(range(i, i + a)), "xb": tuple(range(j, j + b))})
        i, j = i + a, j + b
    return texts, tuple(groups)


@given(confirmed())
def test_any_groups_in_order_survive_the_file(drawn):
    texts, groups = drawn
    assert again(groups, texts, texts) == Confirmed(groups, ())


@given(st.lists(st.permutations(range(5)), min_size=2, max_size=3))
def test_whatever_crosses_each_group_is_ordered_or_set_apart(orders):
    groups = [{f"x{side}": (order[number],) for side, order in enumerate(orders)} for number in range(5)]
    found = in_text_order(groups)
    assert sorted([*found.order, *(number for knot in found.crossing for number in knot)]) == list(range(5))
    assert all(
        [groups[n][f"x{side}"] for n in found.order] == sorted(groups[n][f"x{side}"] for n in found.order)
        for side in range(len(orders))
    )
