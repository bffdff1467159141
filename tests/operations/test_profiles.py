"""What each tool wants: `tm.operations.profiles`, and the golden files that show it."""

import datetime as dt
import re
from pathlib import Path

import pytest

from tm.errors import TmError
from tm.formats.loss import UNIT_FIELDS
from tm.memory.sqlite import SqliteStore
from tm.model import History, Origin, State, Tag, TagKind, Unit, Variant
from tm.operations.exchange import Wanted, export_for
from tm.operations.profiles import PROFILES, CodeForm, profile_named, tag_of
from tm.operations.selection import Selection

GOLDEN = Path(__file__).parent / "profiles"
BOLD = (
    Tag(at=6, kind=TagKind.OPEN, pair=1, code="<b>", meaning="bold", id="1"),
    Tag(at=10, kind=TagKind.CLOSE, pair=1, code="</b>", meaning="bold", id="1"),
)


def unit(name, en, az, state=State.REVIEWED, **fields):
    az = az if isinstance(az, Variant) else Variant(language="az", text=az, state=state)
    en = en if isinstance(en, Variant) else Variant(language="en", text=en)
    return Unit(id=name, variants=(en, az), origin=Origin(statement="menu", date=dt.date(2024, 5, 6)), **fields)


UNITS = (
    unit(
        "menu:1",
        Variant(language="en", text="Press Save.", tags=BOLD),
        Variant(language="az", text="Saxla düyməsini basın.", state=State.REVIEWED),
        history=History(created=dt.datetime(2024, 5, 6, 7, 8, 9, tzinfo=dt.UTC), creator="aysel"),
        properties=(("id", "7"), ("x-client", "Office")),
    ),
    unit("menu:2", "Hello, <b>%s</b>!", "Salam, <b>%s</b>!", State.TRANSLATED),
    unit("menu:3", "Close", "Bağla", State.FUZZY),
)


@pytest.fixture
def exported(empty_desk):
    """Export the units for a tool; return the folder."""

    def export(name, **fields):
        selection = Selection(source="en", targets=("az",), everything=True, **fields)
        output = empty_desk.root / "out"
        with SqliteStore(empty_desk.root / ".tm") as store:
            store.put(UNITS)
            export_for(empty_desk.workspace, store, profile_named(name), Wanted(selection=selection, output=output))
        return output

    return export


@pytest.mark.parametrize("name", [profile.name for profile in PROFILES])
def test_the_memories_are_those_of_the_golden_folder(exported, name):
    assert files(exported(name)) == files(GOLDEN / name)


def files(folder):
    """Return the memories in a folder, whatever version of tm wrote them."""
    texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.tmx")}
    return {name: re.sub('creationtoolversion="[^"]*"', "", text) for name, text in texts.items()}


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_a_profile_says_of_every_field_what_becomes_of_it(profile):
    assert set(profile.carriage) == {field.name for field in UNIT_FIELDS}


def test_a_property_that_a_tool_takes_for_its_own_is_told(empty_desk):
    selection = Selection(source="en", targets=("az",))
    with SqliteStore(empty_desk.root / ".tm") as store:
        store.put(UNITS)
        wanted = Wanted(selection=selection, output=empty_desk.root / "out", tell=(told := []).append)
        export_for(empty_desk.workspace, store, profile_named("omegat"), wanted)
    assert [loss.value for loss in told if loss.field == "properties"] == ["id=7"]


def test_an_unknown_tool_is_an_error_that_lists_the_known():
    with pytest.raises(TmError, match=r"no profile for 'nobody'\. Known: omegat, trados"):
        profile_named("nobody")


@pytest.mark.parametrize(
    ("code", "tags"),
    [
        ("az", ["az", "az-AZ", "az-Latn-AZ"]),
        ("ru", ["ru", "ru-RU", "ru-RU"]),
        ("en", ["en", "en-US", "en-US"]),
        ("az-Cyrl-AZ", ["az-Cyrl-AZ"] * 3),
        ("qqq", ["qqq"] * 3),
    ],
)
def test_a_language_is_called_what_the_tool_calls_it(code, tags):
    assert [tag_of(code, form) for form in CodeForm] == tags
