"""Golden lines: each shows where one text is cut; `| |` is the boundary and the white space around it."""

from pathlib import Path

import pytest

from tm.languages import LANGUAGES, get
from tm.segment.segmenter import Segmenter

HERE = Path(__file__).parent
SEGMENTERS = {code: Segmenter(language) for code, language in LANGUAGES.items()}
LINES = [
    pytest.param(code, line, id=f"{code}:{number}")
    for code in LANGUAGES
    for number, line in enumerate((HERE / code / "segmentation.txt").read_text(encoding="utf-8").splitlines(), 1)
    if line and not line.startswith("# ")
]


@pytest.mark.parametrize(("code", "line"), LINES)
def test_text_is_cut_where_the_golden_line_says(code: str, line: str):
    text = line.replace("| |", " ")
    assert "| |".join(text[span.start : span.end].strip() for span in SEGMENTERS[code].segment(text)) == line


@pytest.mark.parametrize("code", LANGUAGES)
def test_golden_lines_stand_once(code: str):
    lines = (HERE / code / "segmentation.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("code", LANGUAGES)
def test_rules_are_for_the_language_in_every_spelling_of_its_tag(code: str):
    from tm.segment.srx import parse_srx

    srx = parse_srx(get(code).segmentation(), file="segmentation.srx")
    assert srx.rules(code) == srx.rules(code.upper()) == srx.rules(f"{code}-XX") == srx.rules(f"{code}_XX")
