from tm.formats import po
from tm.formats.po import Entry
from tm.model import State, Unit, Variant

TEXT = """\
msgid ""
msgstr "Language: az\\n"

# qeyd
#, fuzzy
msgid "day"
msgid_plural "days"
msgstr[0] "gün"
msgstr[1] "günlər"

msgid "untranslated"
msgstr ""

#~ msgid "old"
#~ msgstr "köhnə"
"""


def read(text=TEXT, target="az"):
    return list(po.units(po.parse(text, file="po/notice.po"), source="en", target=target))


def unit(name, source, target, **fields):
    return Unit(id=name, variants=(Variant(language="en", text=source), Variant(language="az", text=target, **fields)))


def test_each_plural_form_is_a_unit():
    assert [tuple(variant.text for variant in unit.variants) for unit in read()] == [("day", "gün"), ("days", "günlər")]


def test_a_single_plural_form_goes_with_the_plural():
    text = 'msgid "day"\nmsgid_plural "days"\nmsgstr[0] "gün"\n'
    assert read(text)[0].variant("en").text == "days"


def test_a_fuzzy_entry_is_a_fuzzy_unit():
    assert read()[0].variant("az").state is State.FUZZY


def test_the_statement_is_the_name_of_the_file():
    assert read()[0].origin.statement == "notice"


def test_a_variant_knows_its_place():
    assert str(read()[0].variant("az").place) == "po/notice.po:6:1"


def test_the_same_message_in_two_languages_is_two_units():
    assert read()[0].id != read(target="ru")[0].id


def test_ids_stay_when_the_file_is_read_again():
    assert [unit.id for unit in read()] == [unit.id for unit in read()]


def test_a_unit_becomes_an_entry():
    assert list(po.entries([unit("u", "day", "gün")], source="en", target="az")) == [
        Entry(msgid="day", msgstr=("gün",))
    ]


def test_a_unit_without_the_language_is_passed_over():
    assert not list(po.entries([unit("u", "day", "gün")], source="en", target="ru"))


def test_what_nobody_confirmed_is_fuzzy():
    assert next(po.entries([unit("u", "day", "gün", state=State.MACHINE)], source="en", target="az")).fuzzy


def test_a_second_translation_gets_a_context():
    memory = [unit("u", "day", "gün"), unit("v", "day", "gündüz"), unit("w", "day", "gün")]
    assert [entry.key for entry in po.entries(memory, source="en", target="az")] == [(None, "day"), ("v", "day")]
