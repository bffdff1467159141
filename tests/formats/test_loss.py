from __future__ import annotations

from tm.formats.loss import KEPT, UNIT_FIELDS, Carried, Fate, Loss, Tally, at_risk, losses, page, summary
from tm.model import State, Unit, Variant

UNIT = Unit(
    id="u",
    variants=(Variant(language="en", text="day"), Variant(language="az", text="gün", state=State.FUZZY)),
    notes=("one", "two"),
)
CARRIAGE = {"id": KEPT, "notes": Carried(Fate.MAPPED, "comment")}


def test_a_field_nobody_names_is_lost():
    assert Loss(item="u", field="state", fate=Fate.LOST, value="fuzzy") in losses("u", UNIT, UNIT_FIELDS, CARRIAGE)


def test_a_field_that_is_kept_is_no_loss():
    assert "id" not in {loss.field for loss in losses("u", UNIT, UNIT_FIELDS, CARRIAGE)}


def test_what_a_unit_does_not_have_it_cannot_lose():
    assert {loss.field for loss in losses("u", UNIT, UNIT_FIELDS, CARRIAGE)} == {"notes", "state"}


def test_losses_are_counted_by_field_fate_and_how_the_most_frequent_first():
    counts = summary(losses("u", UNIT, UNIT_FIELDS, CARRIAGE))
    assert list(counts.items()) == [(("notes", Fate.MAPPED, "comment"), 2), (("state", Fate.LOST, ""), 1)]


def test_units_are_watched_on_their_way():
    told = []
    tally = Tally(told.append)
    assert list(tally.watch([UNIT, UNIT], UNIT_FIELDS, CARRIAGE)) == [UNIT, UNIT]
    assert (tally.total, len(told)) == (6, 6)


def test_only_fields_that_are_not_kept_are_at_risk():
    fields = [field for field in UNIT_FIELDS if field.name in {"id", "notes", "state"}]
    assert [field.name for field in at_risk(fields, CARRIAGE)] == ["notes", "state"]


def test_the_page_has_a_row_a_field_and_a_column_a_format():
    fields = [field for field in UNIT_FIELDS if field.name in {"id", "notes", "state"}]
    assert page(fields, {"po": CARRIAGE}) == (
        "|  | po |\n| --- | --- |\n| id | kept |\n| notes | mapped: comment |\n| state | lost |\n"
    )
