"""What TBX-Basic carries of a concept; version 2 and version 3 have the same categories."""

from __future__ import annotations

from tm.formats.loss import KEPT, Carriage, Carried, Fate


def _note(example: str) -> Carried:
    return Carried(Fate.MAPPED, f"a note “{example}”")


CARRIAGE: Carriage = {
    "id": Carried(Fate.KEPT, "id of the entry"),
    "subject": Carried(Fate.KEPT, "subjectField"),
    "definition": Carried(Fate.KEPT, "definition"),
    "source": Carried(Fate.KEPT, "source"),
    "note": KEPT,
    "admitted terms": Carried(Fate.KEPT, "admittedTerm-admn-sts"),
    "deprecated terms": Carried(Fate.KEPT, "deprecatedTerm-admn-sts"),
    "forbidden terms": Carried(Fate.MAPPED, "deprecatedTerm-admn-sts and a note “status: forbidden”"),
    "part of speech": Carried(Fate.KEPT, "partOfSpeech"),
    "proper nouns": Carried(Fate.MAPPED, "noun and a note “part of speech: proper-noun”"),
    "gender": Carried(Fate.KEPT, "grammaticalGender"),
    "capitals": _note("capitals: exact"),
    "abbreviation": Carried(Fate.KEPT, "termType abbreviation"),
    "pinned forms": _note("forms: …"),
    "excluded forms": _note("not-forms: …"),
    "derivations": _note("derivations: …"),
    "invariable": _note("invariable: yes"),
    "validity": _note("since: 2015-01-01"),
    "term note": KEPT,
    "term source": Carried(Fate.KEPT, "source"),
}
"""How each field goes out. The notes are those of `fieldnotes`; `tm` turns them back, other tools show them."""
