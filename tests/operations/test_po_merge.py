import msgspec
import polib
import pytest
from hypothesis import given, settings, strategies as st

from tm.formats import po
from tm.formats.po import Entry, Previous
from tm.formats.po.escape import escape
from tm.operations.po.conflict import is_conflict
from tm.operations.po.merge import merge_texts
from tm.operations.reviewed import mark_reviewed

HEADER = 'msgid ""\nmsgstr "Language: az\\n"\n'
A = '\nmsgid "a"\nmsgstr "1"\n'
B = '\nmsgid "b"\nmsgstr "2"\n'
C = '\nmsgid "c"\nmsgstr "3"\n'
BASE = HEADER + A + B + C


def merged(base, ours, theirs):
    return merge_texts(base, ours, theirs)


def text(base, ours, theirs):
    return po.serialize(merged(base, ours, theirs).catalog)


def entry(result, msgid):
    return next(one for one in result.catalog.entries if one.msgid == msgid)


def test_what_one_side_changed_is_taken_from_it():
    assert text(BASE, BASE, BASE.replace("2", "two")) == BASE.replace("2", "two")


def test_changes_of_neighbours_on_two_sides_are_both_there():
    result = merged(BASE, BASE.replace("1", "one"), BASE.replace("2", "two"))
    assert po.serialize(result.catalog) == BASE.replace("1", "one").replace("2", "two")
    assert result.conflicts == ()


def test_the_same_change_on_both_sides_is_one_change():
    both = BASE.replace("2", "two")
    assert text(BASE, both, both) == both


def test_a_side_that_only_wrapped_its_file_anew_keeps_it_so():
    wrapped = BASE.replace('msgstr "2"', 'msgstr ""\n"2"')
    assert text(BASE, BASE, wrapped) == wrapped


def test_different_translations_are_a_conflict():
    result = merged(BASE, BASE.replace("2", "two"), BASE.replace("2", "zwei"))
    found = entry(result, "b")
    assert (result.conflicts, found.msgstr, found.fuzzy) == (("b",), ("two",), True)
    assert found.comments == ('tm: theirs msgstr "zwei"',)


def test_a_conflict_can_be_read_by_other_tools(tmp_path):
    path = tmp_path / "a.po"
    path.write_text(text(BASE, BASE.replace("2", "two"), BASE.replace("2", r"z\"w\nei")), encoding="utf-8")
    found = polib.pofile(str(path)).find("b")
    assert (found.tcomment, found.fuzzy) == (r'tm: theirs msgstr "z\"w\nei"', True)


def test_a_finished_translation_wins_over_a_fuzzy_one_and_keeps_its_text_in_a_comment():
    fuzzy = BASE.replace('msgid "b"\nmsgstr "2"', '#, fuzzy\nmsgid "b"\nmsgstr "maybe"')
    for ours, theirs, loser in ((BASE.replace("2", "two"), fuzzy, "theirs"), (fuzzy, BASE.replace("2", "two"), "ours")):
        result = merged(BASE, ours, theirs)
        found = entry(result, "b")
        assert (found.msgstr, found.fuzzy, result.conflicts) == (("two",), False, ())
        assert found.comments == (f'tm: {loser} fuzzy msgstr "maybe"',)


def test_a_reviewed_translation_wins_over_one_nobody_has_reviewed():
    reviewed = po.parse(BASE.replace("2", "two"))
    entries = tuple(mark_reviewed(one) if one.msgid == "b" else one for one in reviewed.entries)
    ours = po.serialize(msgspec.structs.replace(reviewed, entries=entries))
    result = merged(BASE, BASE.replace("2", "zwei"), ours)
    found = entry(result, "b")
    assert (found.msgstr, result.conflicts, found.comments) == (("two",), (), ('tm: ours msgstr "zwei"',))


def test_a_text_wins_over_an_emptied_one():
    found = entry(merged(BASE, BASE.replace('"2"', '""'), BASE.replace("2", "two")), "b")
    assert (found.msgstr, found.comments) == (("two",), ())


def test_accepting_on_one_side_and_a_comment_on_the_other_are_both_there():
    base = BASE.replace('msgid "b"', '#, fuzzy\nmsgid "b"')
    result = merged(base, BASE, base.replace("#, fuzzy", "# ask Leyla\n#, fuzzy"))
    assert (entry(result, "b").fuzzy, entry(result, "b").comments) == (False, ("ask Leyla",))


def test_an_entry_only_one_side_has_added_stands_behind_its_neighbour():
    new = '\nmsgid "x"\nmsgstr "9"\n'
    assert text(BASE, BASE, HEADER + A + new + B + C) == HEADER + A + new + B + C


def test_entries_added_on_both_sides_are_both_there():
    ours, theirs = BASE.replace(B, B + A.replace("a", "x")), BASE.replace(B, A.replace("a", "y") + B)
    assert [one.msgid for one in merged(BASE, ours, theirs).catalog.entries] == ["a", "y", "b", "x", "c"]


def test_the_same_entry_added_with_different_texts_is_a_conflict():
    new = '\nmsgid "x"\nmsgstr "{}"\n'
    result = merged(BASE, BASE + new.format("8"), BASE + new.format("9"))
    assert (result.conflicts, entry(result, "x").comments) == (("x",), ('tm: theirs msgstr "9"',))


def test_an_entry_moved_on_one_side_stays_moved_when_the_other_changes_it():
    result = text(BASE, BASE.replace("2", "two"), HEADER + B + A + C)
    assert result == HEADER + B.replace("2", "two") + A + C


def test_an_entry_removed_on_one_side_is_gone():
    assert text(BASE, HEADER + A + C, BASE.replace("1", "one")) == (HEADER + A + C).replace("1", "one")


def test_an_entry_removed_on_one_side_and_changed_on_the_other_is_kept_as_obsolete():
    result = merged(BASE, HEADER + A + C, BASE.replace("2", "two"))
    assert (result.kept, entry(result, "b").obsolete, entry(result, "b").msgstr) == (("b",), True, ("two",))


def test_an_entry_whose_places_alone_changed_goes_with_the_side_that_removed_it():
    base = BASE.replace('msgid "b"', '#: x:1\nmsgid "b"')
    result = merged(base, HEADER + A + C, base.replace("x:1", "x:2"))
    assert ([one.msgid for one in result.catalog.entries], result.kept) == (["a", "c"], ())


def test_an_entry_made_obsolete_keeps_what_the_other_side_did_to_it():
    obsolete = HEADER + A + C + '\n#~ msgid "b"\n#~ msgstr "2"\n'
    found = entry(merged(BASE, obsolete, BASE.replace("2", "two")), "b")
    assert (found.obsolete, found.msgstr) == (True, ("two",))


def test_comments_of_both_sides_are_kept():
    ours, theirs = (BASE.replace('msgid "b"', f'# {said}\nmsgid "b"') for said in ("left", "right"))
    assert entry(merged(BASE, ours, theirs), "b").comments == ("left", "right")


def test_a_comment_taken_out_on_one_side_is_gone():
    base = BASE.replace('msgid "b"', '# old\nmsgid "b"')
    theirs = base.replace("# old", "# old\n# new")
    assert entry(merged(base, BASE.replace("2", "two"), theirs), "b").comments == ("new",)


def test_flags_and_references_of_both_sides_are_kept():
    ours = BASE.replace('msgid "b"', '#: x:1\n#, c-format\nmsgid "b"')
    theirs = BASE.replace('msgid "b"', '#: y:2\n#, no-wrap\nmsgid "b"')
    found = entry(merged(BASE, ours, theirs), "b")
    assert (found.references, found.flags) == (("x:1", "y:2"), ("c-format", "no-wrap"))


def test_the_note_on_a_translation_goes_with_the_translation():
    base = BASE.replace('msgid "b"', '#. tm: 84 %, old\n#, fuzzy\nmsgid "b"')
    result = merged(base, BASE.replace("2", "two"), base.replace("84", "85"))
    assert entry(result, "b").extracted == ()


MATCHED = BASE.replace('msgid "b"\nmsgstr "2"', '#. tm: [84 %, old,\n#. 1 word]\n#, fuzzy\nmsgid "b"\nmsgstr "zwei"')


def test_no_line_of_a_wrapped_note_stays_where_its_translation_goes():
    assert entry(merged(BASE, BASE.replace("2", "two"), MATCHED), "b").extracted == ()


def test_a_wrapped_note_comes_with_its_translation_as_a_whole():
    hinted = BASE.replace('msgid "b"', '#. hint\nmsgid "b"')
    assert entry(merged(BASE, hinted, MATCHED), "b").extracted == ("hint", "tm: [84 %, old,", "1 word]")


def test_a_wrapped_text_of_a_merge_does_not_hide_a_conflict():
    comments = ("tm: theirs", 'msgstr "c"')
    assert is_conflict(Entry(msgid="a", msgstr=("b",), flags=("fuzzy",), comments=comments))


def test_plural_forms_that_differ_are_a_conflict_with_every_form_kept():
    plural = '\nmsgid "day"\nmsgid_plural "days"\nmsgstr[0] "{0}"\nmsgstr[1] "{0}lər"\n'
    base, ours, theirs = (HEADER + plural.format(said) for said in ("", "gün", "Gün"))
    result = merged(base, ours, theirs)
    assert entry(result, "day").comments[1:] == ('tm: theirs msgstr[0] "Gün"', 'tm: theirs msgstr[1] "Günlər"')


def test_line_ends_that_one_side_changed_are_changed():
    assert text(BASE, BASE.replace("1", "one"), BASE.replace("\n", "\r\n")) == BASE.replace("1", "one").replace(
        "\n", "\r\n"
    )


def test_line_ends_that_both_sides_have_stay():
    crlf = BASE.replace("\n", "\r\n")
    assert text(crlf, crlf.replace("1", "one"), crlf.replace("2", "two")) == crlf.replace("1", "one").replace(
        "2", "two"
    )


def test_files_that_both_sides_have_added_are_merged():
    assert text("", HEADER + A, HEADER + A + B) == HEADER + A + B


def test_what_cannot_be_read_is_not_merged():
    with pytest.raises(Exception, match="no msgstr"):
        merged(BASE, BASE + '\nmsgid "x"\n', BASE)


words = st.sampled_from(["", "bir", "iki\n", 'üç "3"', "dörd \\"])
keys = st.tuples(st.sampled_from([None, "menu"]), st.sampled_from("abcd"))


@st.composite
def entries(draw, key):
    previous = draw(st.none() | st.just(Previous(msgid="old")))
    return Entry(
        msgctxt=key[0],
        msgid=key[1],
        msgstr=(draw(words),),
        flags=draw(st.sampled_from([(), ("fuzzy",), ("c-format",)])),
        comments=tuple(draw(st.lists(st.sampled_from(["n1", "n2"]), unique=True, max_size=2))),
        references=tuple(draw(st.lists(st.sampled_from(["x:1", "y:2"]), unique=True, max_size=2))),
        previous=previous,
        obsolete=draw(st.booleans()),
    )


@st.composite
def files(draw, pool):
    """A file with some entries of a pool as they are, some changed, some new, in some order."""
    chosen = draw(st.lists(keys, unique=True, max_size=6))
    made = [pool[key] if key in pool and draw(st.booleans()) else draw(entries(key)) for key in chosen]
    return po.serialize(po.Catalog(entries=tuple(made)))


@st.composite
def triples(draw):
    base = {key: draw(entries(key)) for key in draw(st.lists(keys, unique=True, max_size=6))}
    return po.serialize(po.Catalog(entries=tuple(base.values()))), draw(files(base)), draw(files(base))


def by_key(text_):
    return {one.key: one for one in po.parse(text_).entries}


@settings(max_examples=50)
@given(triples())
def test_concurrent_edits_never_lose_the_work_of_a_side(triple):
    base = by_key(triple[0])
    result = merged(*triple)
    written = po.parse(po.serialize(result.catalog))
    assert tuple(one.content for one in written.entries) == tuple(one.content for one in result.catalog.entries)
    kept = {one.key: one for one in written.entries}
    for side in map(by_key, triple[1:]):
        for key, one in side.items():
            old = base.get(key)
            work = any(one.msgstr) and (old is None or one.msgstr != old.msgstr)
            said = " ".join(kept[key].comments) if key in kept else ""
            assert not work or one.msgstr == kept[key].msgstr or f'"{escape(one.msgstr[0])}"' in said
            assert not work or set(one.comments) - set(old.comments if old else ()) <= set(kept[key].comments)


@settings(max_examples=25)
@given(triples())
def test_what_both_sides_changed_is_decided_or_marked(triple):
    base, ours, theirs = map(by_key, triple)
    result = merged(*triple)
    marked = [one.msgid for one in result.catalog.entries if is_conflict(one)]
    assert set(result.conflicts) <= set(marked)
    for key in ours.keys() & theirs.keys():
        both = ours[key].msgstr, theirs[key].msgstr
        sure = [side[key].msgstr for side in (ours, theirs) if all(side[key].msgstr) and not side[key].fuzzy]
        if both[0] != both[1] and len(sure) == len(both) and (key not in base or base[key].msgstr not in both):
            assert is_conflict(next(one for one in result.catalog.entries if one.key == key))


@settings(max_examples=25)
@given(triples())
def test_a_side_without_changes_leaves_the_other_as_it_is(triple):
    base, side, _ = triple
    assert po.serialize(merged(base, side, base).catalog) == side
    assert [one.content for one in merged(base, base, side).catalog.entries] == [
        one.content for one in po.parse(side).entries
    ]
