"""The memory looked after: `tm.operations.upkeep`."""

import pytest

from tm.errors import TmError
from tm.languages import LANGUAGES, get
from tm.memory.sqlite import SqliteStore
from tm.model import History, Origin, State, Tag, TagKind, Unit, Variant
from tm.operations.upkeep import Kind, diagnose, drop, duplicates, forget, forget_memory

ORDER = tuple(get(code) for code in ("en", "az", "ru"))


def unit(name, *, state=State.TRANSLATED, **texts):
    variants = tuple(Variant(language=code, text=text, state=state) for code, text in texts.items())
    return Unit(id=name, variants=variants, origin=Origin(statement="s"))


@pytest.fixture
def store(tmp_path):
    with SqliteStore(tmp_path / ".tm") as opened:
        yield opened


def found(store):
    return {kind: count for kind, count in diagnose(store, ORDER).counts.items() if count}


def test_a_sound_memory_has_no_faults(store):
    store.put([unit("u", en="One law.", az="Bir qanun.", ru="Один закон.")])
    assert found(store) == {}


def test_every_kind_of_fault_is_counted_even_where_there_is_none(store):
    assert diagnose(store, ORDER).counts == dict.fromkeys(Kind, 0)


def test_an_imported_unit_that_repeats_another_is_a_duplicate(store):
    store.put([unit("u", en="One law.", az="Bir qanun.")])
    store.put([unit("v", en="One  law.", az="Bir qanun.")], memory="imports/a.tmx")
    assert found(store) == {Kind.DUPLICATE: 1}


def test_statements_of_the_workspace_may_repeat_each_other(store):
    store.put([unit("u", en="One law.", az="Bir qanun."), unit("v", en="One law.", az="Bir qanun.")])
    assert found(store) == {}


def test_two_translations_of_one_source_are_a_conflict(store):
    store.put([unit("u", en="One law.", az="Bir qanun."), unit("v", en="One law.", az="Tək qanun.")])
    assert found(store) == {Kind.CONFLICT: 1}


def test_a_conflict_shows_the_other_translation(store):
    store.put([unit("u", en="One law.", az="Bir qanun."), unit("v", en="One law.", az="Tək qanun.")])
    (complaint,) = diagnose(store, ORDER).complaints
    assert (complaint.text, complaint.detail) == ("Tək qanun.", "u has “Bir qanun.”")


def complaints(store):
    return [one.detail for one in diagnose(store, ORDER).complaints]


def test_a_duplicate_names_the_other_memory_where_the_ids_are_the_same(store):
    for memory in ("imports/a.csv", "imports/b.csv"):
        store.put([unit("u", en="One law.", az="Bir qanun.")], memory=memory)
    assert complaints(store) == ["says the same as u (imports/a.csv)"]


def test_a_duplicate_in_its_own_memory_is_named_by_its_id_alone(store):
    twice = [unit(name, en="One law.", az="Bir qanun.") for name in ("u", "v")]
    store.put(twice, memory="imports/a.csv")
    assert complaints(store) == ["says the same as u"]


def test_a_conflict_names_the_other_memory(store):
    store.put([unit("u", en="One law.", az="Bir qanun.")])
    store.put([unit("u", en="One law.", az="Tək qanun.")], memory="imports/a.csv")
    assert complaints(store) == ["u (workspace) has “Bir qanun.”"]


def test_a_fuzzy_translation_is_no_conflict(store):
    store.put([unit("u", en="One law.", az="Bir qanun."), unit("v", state=State.FUZZY, en="One law.", az="Tək qanun.")])
    assert found(store) == {}


def test_a_text_in_another_language_is_found(store):
    text = "Это очень старый и всем известный закон о правах человека."
    store.put([unit("u", en="This is a very old law.", az=text)])
    assert found(store) == {Kind.WRONG_LANGUAGE: 1}


BOLD = (Tag(at=0, kind=TagKind.OPEN, pair=1, code="<b>"), Tag(at=3, kind=TagKind.CLOSE, pair=1, code="</b>"))


def tagged(name, *, tags=BOLD, used=None):
    variants = (
        Variant(language="en", text="One law.", tags=tags),
        Variant(language="az", text="Bir qanun.", tags=tags),
    )
    return Unit(id=name, variants=variants, origin=Origin(statement="s"), history=History(used=used))


def test_a_translation_without_the_tags_of_its_source_is_found(store):
    store.put([unit("u", en="<b>One</b> law.", az="Bir qanun.")])
    (complaint,) = diagnose(store, ORDER).complaints
    assert (complaint.kind, complaint.language, complaint.detail) == (Kind.TAGS, "az", "lacks <b>, </b>")


def test_tags_beside_a_text_and_in_it_are_the_same(store):
    sides = (Variant(language="en", text="One law.", tags=BOLD), Variant(language="az", text="<b>Bir</b> qanun."))
    store.put([Unit(id="u", variants=sides, origin=Origin(statement="s"))])
    assert found(store) == {}


def test_units_that_differ_in_their_tags_are_neither_duplicates_nor_in_conflict(store):
    store.put([tagged("u")])
    store.put([tagged("v", tags=())], memory="imports/a.tmx")
    assert found(store) == {}


def test_of_duplicates_the_one_used_most_stays(store):
    store.put([tagged("u", used=2), tagged("v", used=9)], memory="imports/a.tmx")
    assert [(one.unit, one.kept) for one in duplicates(store)] == [("u", "v")]


@pytest.mark.parametrize("texts", [{"en": "One law.", "az": "…"}, {"en": "One law."}])
def test_an_empty_side_is_found(store, texts):
    store.put([unit("u", **texts)])
    assert found(store) == {Kind.EMPTY: 1}


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        ("az", "Bu dÃ¼nya.", "dünya"),
        ("az", "ðýþ var.", "ğış"),
        ("ru", "Ïðèâåò всем.", "Привет"),
        ("ru", "РџСЂРёРІРµС‚ всем.", "Привет"),
    ],
)
def test_a_text_read_in_the_wrong_encoding_is_found_with_what_it_was(store, language, text, meant):
    store.put([unit("u", en="One law.", **{language: text})])
    (complaint,) = diagnose(store, ORDER).complaints
    assert (complaint.kind, meant in complaint.detail) == (Kind.ENCODING, True)


@pytest.mark.parametrize("text", ["A lost \ufffd letter.", "A bell \x07 rings."])
def test_a_character_that_is_no_text_is_found(store, text):
    store.put([unit("u", en=text, az="Bir qanun.")])
    assert found(store) == {Kind.ENCODING: 1}


@pytest.mark.parametrize(("language", "text"), [("en", "A café in Bakı."), ("ru", "Концерн Citroën."), ("az", "Ağız.")])
def test_foreign_letters_are_no_damage(store, language, text):
    store.put([unit("u", **{"en": "One law.", "az": "Bir qanun."} | {language: text})])
    assert found(store) == {}


def test_no_letter_of_an_alphabet_is_damage(store):
    store.put([unit(code, **{code: language.alphabet, "xx": "x"}) for code, language in LANGUAGES.items()])
    assert Kind.ENCODING not in found(store)


def test_of_two_units_the_workspaces_own_stays(store):
    store.put([unit("v", en="One law.", az="Bir qanun.")], memory="imports/a.tmx")
    store.put([unit("u", en="One law.", az="Bir qanun.")])
    assert [(one.unit, one.kept) for one in duplicates(store)] == [("v", "u")]


def test_of_two_imported_units_the_more_trusted_stays(store):
    store.put([unit("u", state=State.MACHINE, en="One law.", az="Bir qanun.")], memory="a")
    store.put([unit("v", state=State.REVIEWED, en="One law.", az="Bir qanun.")], memory="b")
    assert [(one.unit, one.memory) for one in duplicates(store)] == [("u", "a")]


def test_dropping_removes_what_was_named(store):
    store.put([unit("u", en="One law.", az="Bir qanun.")])
    store.put([unit("u", en="One law.", az="Bir qanun.")], memory="a")
    assert (drop(store, duplicates(store)).forgotten, dict(store.memories())) == (1, {"workspace": 1, "a": 0})


def test_units_in_more_languages_are_no_duplicates(store):
    store.put([unit("u", en="One law.", az="Bir qanun.")], memory="a")
    store.put([unit("v", en="One law.", az="Bir qanun.", ru="Один закон.")], memory="b")
    assert duplicates(store) == []


def test_forgetting_names_what_is_not_there_and_removes_nothing(store):
    store.put([unit("u", en="One law.", az="Bir qanun.")])
    with pytest.raises(TmError, match="'v'"):
        forget(store, ["u", "v"], None)
    assert store.unit("u")


def test_a_memory_is_forgotten_as_a_whole(store):
    store.put([unit(str(number), en=f"Law {number}.", az="Qanun.") for number in range(3)], memory="a")
    assert forget_memory(store, "a").forgotten == 3


def test_an_unknown_memory_is_an_error_with_the_known_ones(store):
    store.put([unit("u", en="One law.", az="Bir qanun.")], memory="a")
    with pytest.raises(TmError, match="Known: a"):
        forget_memory(store, "b")
