"""The workspace's memory and how it judges: `tm.operations.memory`."""

import pytest

from tm.errors import TmError
from tm.languages import get
from tm.memory.lookup import Query, lookup
from tm.memory.similarity import score
from tm.model import State
from tm.operations.memory import concepts_of, criteria_of, open_memory, settings_of, trust_of

SENTENCE = "On January 20, 1990, units of the Soviet army entered Baku."


def quiet(_):
    pass


def best(desk, text, target="az"):
    workspace = desk.workspace
    settings = settings_of(workspace, workspace.source, concepts=concepts_of(workspace), threshold=70)
    with open_memory(workspace, quiet) as store:
        return lookup(store, Query(text), workspace.source, get(target), settings=settings)[0]


def test_a_machine_translation_costs_points_where_nobody_says_otherwise(desk):
    assert trust_of(desk.workspace).states[State.MACHINE].points == 10


def test_points_for_a_state_are_taken_off_and_shown(desk):
    desk.build()
    desk.write("tm.toml", desk.read("tm.toml") + "\n[trust.states]\naligned = 5\n")
    assert best(desk, SENTENCE).score.explain() == "95 = 100 − 5 (aligned)"


def test_an_unreviewed_translation_is_called_so(desk):
    desk.write("tm.toml", desk.read("tm.toml") + "\n[trust.states]\ntranslated = 5\n")
    assert trust_of(desk.workspace).states[State.TRANSLATED].reason == "unreviewed"


def test_points_for_an_origin_are_shown_with_its_reason(desk):
    desk.build()
    rule = '\n[trust.origins]\n"not*" = { points = 3, reason = "foreign" }\n'
    desk.write("tm.toml", desk.read("tm.toml") + rule)
    assert best(desk, SENTENCE).score.explain() == "97 = 100 − 3 (foreign)"


def test_an_origin_without_a_reason_is_its_own(desk):
    desk.write("tm.toml", desk.read("tm.toml") + '\n[trust.origins]\n"imports/*" = 3\n')
    assert trust_of(desk.workspace).origins["imports/*"].reason == "imports/*"


@pytest.mark.parametrize("line", ["aligned = -1", "alined = 5", 'aligned = "much"'])
def test_a_wrong_setting_is_an_error_in_its_place(desk, line):
    desk.write("tm.toml", desk.read("tm.toml") + f"\n[trust.states]\n{line}\n")
    with pytest.raises(TmError, match=r"tm\.toml:5:"):
        _ = desk.workspace


def test_another_concept_caps_the_score(desk):
    criteria = criteria_of(concepts_of(desk.workspace), get("en"))
    asked = "All of us remember what the Milli Majlis has decided about it."
    stored = "All of us remember what the Milli Assembly has decided about it."
    found = score(asked, stored, get("en"), criteria=criteria)
    assert found.explain() == "84 (concept milli-majlis → –)"


def test_without_a_glossary_concepts_don_t_count():
    assert criteria_of((), get("en")).concepts is None


def test_imported_units_are_found_beside_the_workspaces_own(desk):
    desk.build()
    head = '<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body>'
    unit = '<tu><tuv xml:lang="en"><seg>Unheard of.</seg></tuv><tuv xml:lang="az"><seg>Eşidilməmiş.</seg></tuv></tu>'
    desk.write("a.tmx", f"{head}{unit}</body></tmx>")
    assert desk.tm("import", "a.tmx").code == 0
    assert [best(desk, text).memory for text in ("Unheard of.", SENTENCE)] == ["imports/a.tmx", "workspace"]
