import datetime as dt
import io
from pathlib import PurePath

import pytest

from tm.errors import Place, TmError
from tm.formats import FORMATS, Options, Refused, format_named, format_of
from tm.formats.loss import LOST, UNIT_FIELDS, Fate
from tm.model import History, Origin, State, Tag, TagKind, Unit, Variant

OPTIONS = Options(
    source_language="en",
    target_language="az",
    plural_forms="nplurals=2; plural=(n != 1);",
    project="notice",
    tool_version="1.0",
)
UNITS = [
    Unit(id="u", variants=(Variant(language="en", text="day"), Variant(language="az", text="gün"))),
    Unit(id="v", variants=(Variant(language="en", text="night"), Variant(language="az", text="gecə\n\t\\"))),
]

WHEN = dt.datetime(2024, 5, 6, 7, 8, 9, tzinfo=dt.UTC)
HISTORY = History(created=WHEN, creator="aysel", changed=WHEN, changer="orxan", used=3, last_used=WHEN)
FULL = Unit(
    id="notice:1",
    variants=(
        Variant(
            language="en", text="Press Save.", tags=(Tag(at=6, kind=TagKind.ALONE, code="<br/>"),), notes=("menu",)
        ),
        Variant(
            language="az",
            text="Yadda saxla.",
            state=State.FUZZY,
            place=Place("az.po", 3, 1),
            history=HISTORY,
            properties=(("x-client", "Ministry"),),
        ),
    ),
    origin=Origin(statement="notice", date=dt.date(2024, 5, 6), confidence=0.75),
    notes=("qeyd",),
    history=HISTORY,
    properties=(("x-project", "site"),),
)


def texts(units):
    return [[(variant.language, variant.text) for variant in unit.variants] for unit in units]


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_each_format_gives_back_the_texts_it_was_given(known):
    stream = io.BytesIO()
    assert known.serialize(UNITS, stream, OPTIONS) == ()
    stream.seek(0)
    assert texts(known.parse(stream, "f", OPTIONS)) == texts(UNITS)


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_each_format_is_found_by_name_and_suffix(known):
    found = [format_named(known.name), *(format_of(PurePath(f"A.B{suffix.upper()}")) for suffix in known.suffixes)]
    assert all(one is known for one in found)


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_each_format_says_of_known_fields_what_it_does_with_them(known):
    assert set(known.carriage) <= {field.name for field in UNIT_FIELDS}


def kept(known, unit):
    """Return the fields a format loses although it says that it keeps them."""
    stream = io.BytesIO()
    known.serialize([unit], stream, OPTIONS)
    stream.seek(0)
    (again,) = known.parse(stream, "f", OPTIONS)
    promised = [field for field in UNIT_FIELDS if known.carriage.get(field.name, LOST).fate is Fate.KEPT]
    return [field.name for field in promised if list(field.values(unit)) != list(field.values(again))]


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_a_field_that_is_kept_comes_back(known):
    assert kept(known, FULL) == []


def test_names_and_suffixes_are_unique():
    suffixes = [suffix for known in FORMATS for suffix in known.suffixes]
    names = [known.name for known in FORMATS]
    assert (len(set(names)), len(set(suffixes))) == (len(names), len(suffixes))


def test_an_unknown_name_is_an_error_that_lists_the_known():
    with pytest.raises(TmError, match=r"no format `doc`\. Known formats: po, tmx"):
        format_named("doc")


def test_an_unknown_suffix_is_an_error_that_lists_the_known():
    with pytest.raises(TmError, match=r"a.doc: .* Known suffixes: .po, .pot, .tmx"):
        format_of(PurePath("a.doc"))


def test_the_language_of_a_catalogue_is_what_its_header_says():
    stream = io.BytesIO(b'msgid ""\nmsgstr "Language: AZ\\n"\n\nmsgid "day"\nmsgstr "g"\n')
    options = Options(source_language="en", language=str.lower)
    assert texts(format_named("po").parse(stream, "f", options)) == [[("en", "day"), ("az", "g")]]


def test_a_catalogue_without_language_is_an_error():
    with pytest.raises(TmError, match="does not say which language"):
        list(format_named("po").parse(io.BytesIO(b""), "f", Options(source_language="en")))


def test_faults_of_a_catalogue_are_refusals():
    stream = io.BytesIO(b'msgid "day"\n\nmsgid "a"\nmsgstr "b"\n')
    unit, gone = format_named("po").parse(stream, "f", OPTIONS)
    assert (texts([unit]), str(gone)) == ([[("en", "a"), ("az", "b")]], "f:1:1: This msgid has no msgstr.")
    assert isinstance(gone, Refused)
