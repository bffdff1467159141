import pytest

from tm.align.multilingual import Disagreement
from tm.errors import TmError
from tm.languages import get
from tm.model import Bead
from tm.operations.alignment import SUREST, Aligned, align_versions, confirmed_in, findings, keep_confirmed
from tm.operations.statements import read_version

# In the desk's statement en 5 and 6 (from 1) are one sentence in az, and two in ru.
REMEMBERS = {"en": (4,), "az": (4,), "ru": (4,)}
THANKS = {"en": (5,), "az": (), "ru": (5,)}
SPLIT = (REMEMBERS, THANKS)


def read(desk, *codes):
    return [
        read_version(desk.root / f"sources/notice/{code}.md", get(code), file=f"sources/notice/{code}.md")
        for code in codes or ("en", "az", "ru")
    ]


def members(aligned):
    return [dict(group.sentences) for group in aligned.groups]


@pytest.fixture
def split(desk):
    """The statement with the last two English sentences confirmed to be told apart."""
    keep_confirmed(desk.root / "sources/notice", read(desk), SPLIT, file="alignment.tsv")
    return desk


def entries(desk):
    return desk.read("locales/az/notice.po")


def test_every_group_has_all_that_say_it(desk):
    assert members(align_versions(read(desk), {}))[-1] == {"en": (4, 5), "az": (4,), "ru": (4, 5)}


def test_confirmed_groups_come_out_as_they_are(desk):
    groups = members(align_versions(read(desk), {}, SPLIT))
    assert groups[-2:] == [{"en": (4,), "az": (4,), "ru": (4,)}, {"en": (5,), "ru": (5,)}]


def test_a_confirmed_group_is_certain(desk):
    aligned = align_versions(read(desk), {}, SPLIT)
    assert [aligned.groups[number].confidence for number in sorted(aligned.confirmed)] == [1.0, 1.0]


def test_nothing_is_confirmed_by_itself(desk):
    assert align_versions(read(desk), {}).confirmed == frozenset()


def test_nothing_is_certain_by_itself(desk):
    assert max(group.confidence for group in align_versions(read(desk), {}).groups) == SUREST


def test_a_confirmed_group_may_be_larger_than_any_that_is_found(desk):
    everything = {"en": tuple(range(6)), "az": tuple(range(5)), "ru": tuple(range(6))}
    aligned = align_versions(read(desk), {}, [everything])
    assert (members(aligned), aligned.disagreements) == ([everything], ())


def test_a_group_confirmed_without_a_version_leaves_that_version_open(desk):
    aligned = align_versions(read(desk), {}, [{"en": (0,), "az": (0,)}])
    assert (members(aligned)[0], aligned.confirmed) == ({"en": (0,), "az": (0,), "ru": (0,)}, frozenset())


def test_a_segment_confirmed_to_stand_alone_does(desk):
    groups = members(align_versions(read(desk), {}, [{"en": (1,), "az": (), "ru": ()}]))
    assert {"en": (1,)} in groups


def test_what_was_kept_is_found_again(split):
    known = confirmed_in(split.root / "sources/notice", read(split), file="alignment.tsv")
    assert known.groups == SPLIT


def test_two_versions_do_not_replace_what_was_confirmed_of_three(split):
    with pytest.raises(TmError, match="there are confirmed segments of ru, too"):
        keep_confirmed(split.root / "sources/notice", read(split, "en", "az"), (), file="alignment.tsv")


def test_a_build_keeps_what_was_confirmed(split):
    split.build()
    assert 'msgid "It thanks all visitors."\nmsgstr ""' in entries(split)


def test_a_confirmed_pair_is_kept_when_another_sentence_changes(split):
    split.build()
    split.replace("sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
    report = split.build()
    assert 'msgid "It thanks all visitors."\nmsgstr ""' in entries(split)
    assert report.notes == ()


def test_a_confirmed_pair_is_kept_when_a_sentence_comes_before_it(split):
    for code, text in (("en", "A new line."), ("az", "Yeni bir sətir."), ("ru", "Новая строка.")):
        split.write(
            f"sources/notice/{code}.md", split.read(f"sources/notice/{code}.md").replace("\n# ", f"\n{text}\n\n# ")
        )
    split.build()
    assert 'msgid "It thanks all visitors."\nmsgstr ""' in entries(split)


def test_building_twice_with_confirmed_pairs_changes_nothing(split):
    split.build()
    before = split.files()
    assert split.build().changed == ()
    assert split.files() == before


def test_a_confirmed_pair_whose_text_changed_is_passed_over_with_a_note(split):
    split.replace("sources/notice/az.md", "Aparat faciə", "Aparatımız faciə")
    (note,) = split.build().notes
    assert note.startswith("sources/notice/alignment.tsv:2: ")


def test_the_confidence_of_a_confirmed_pair_is_noted_as_certain(split):
    split.build()
    assert entries(split).count("#. tm: aligned 1.00, az.md:12, ") == 1


def test_a_pair_confirmed_after_it_was_built_is_doubtful_no_longer(desk):
    desk.write("tm.toml", desk.read("tm.toml") + "[align]\nreview-below = 1.0\n")
    desk.build()
    assert "#, fuzzy\nmsgid" in entries(desk)
    versions = read(desk)
    groups = members(align_versions(versions, {}))
    everything = [{code: group.get(code, ()) for code in ("en", "az", "ru")} for group in groups]
    keep_confirmed(desk.root / "sources/notice", versions, everything, file="alignment.tsv")
    desk.build()
    assert "fuzzy" not in entries(desk)
    assert entries(desk).count("tm: aligned 1.00") == len(groups)


def test_a_translators_doubt_stays_when_the_pair_is_confirmed(split):
    split.build()
    split.replace("locales/az/notice.po", '\nmsgid "The Office', '\n#, fuzzy\nmsgid "The Office')
    split.build()
    assert '#, fuzzy\nmsgid "The Office' in entries(split)


def test_a_broken_list_of_confirmed_pairs_is_named_and_nothing_is_touched(split):
    split.build()
    before = split.files()
    name = "sources/notice/alignment.tsv"
    split.write(name, split.read(name) + ">>>>>>> theirs\n")
    report = split.build()
    assert str(report.errors[0]).startswith(f"{name}:4: ")
    assert {path: data for path, data in split.files().items() if path != name} == {
        path: data for path, data in before.items() if path != name
    }


def test_the_list_of_confirmed_pairs_is_no_stray_file(split):
    assert [one.code for one in split.build().findings] == []


def found(desk, bead, reason, pair=("en", "az")):
    aligned = Aligned(groups=(), disagreements=(Disagreement(pair, bead, reason),), unaligned=())
    (finding,) = findings(aligned, read(desk), folder="sources/notice")
    return finding


def test_a_disagreement_of_the_pairs_is_a_finding_with_its_place(desk):
    finding = found(desk, Bead((5,), (), 0.3), "missing")
    assert (finding.code, finding.severity, str(finding.place)) == ("TM605", "info", "sources/notice/en.md:12")


def test_a_disagreement_names_the_languages_and_what_contradicts(desk):
    message = "en–az finds nothing in az for “It thanks all visitors.”; through ru there is one."
    assert found(desk, Bead((5,), (), 0.3), "missing").message == message


@pytest.mark.parametrize("reason", ["chain", "order"])
def test_a_pair_that_was_given_up_is_shown_with_both_sides(desk, reason):
    message = found(desk, Bead((5,), (5,), 0.6), reason, ("en", "ru")).message
    assert message.startswith("en–ru puts “It thanks all visitors.” with “Он благодарит всех посетителей.”; ")


def test_a_disagreement_says_how_to_look_at_it(desk):
    advice = found(desk, Bead((), (4,), 0.3), "missing").advice
    assert "tm align sources/notice --review" in advice


def test_a_disagreement_is_in_the_report_of_a_build(desk):
    against_the_text = [{"en": (2,), "az": (3,)}]
    keep_confirmed(desk.root / "sources/notice", read(desk), against_the_text, file="alignment.tsv")
    assert "TM605" in {one.code for one in desk.build().findings}
