"""The linter: what it catches of one broken thing a unit, and how fast it is beside pofilter.

Usage: `python tests/benchmarks/bench_lint.py [--fast] [FOLDER …]`. Correct units are those of this repository's
catalogues and of the templates below; each mutant breaks one thing in one of them (the seed is fixed). A mutant counts
as caught where the rule meant for it speaks, and as noisy where any other does. The speed table has 100,000 units and
1,000 concepts, and is repeated for the catalogues of each folder given, which has a folder for each language.
"""

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tm.errors import Place
from tm.languages import get
from tm.lint.rule import Subject, Text
from tm.operations.checkable import open_checkable
from tm.operations.judging import policy_of
from tm.operations.lint import files_in, load_glossary
from tm.operations.lint_work import full_linter
from tm.text.lookalikes import TO_CYRILLIC, TO_LATIN
from tm.workspace import load

ROOT = Path(__file__).parents[2]
EACH = 140
SEED = 20
TEMPLATES = [
    ("az", "{n} files were copied to %s by {{who}}.", "{n} fayl {{who}} tərəfindən %s qovluğuna köçürüldü."),
    ("ru", "{n} files were copied to %s by {{who}}.", "{n} файлов скопировано в %s пользователем {{who}}."),
    (
        "az",
        "<b>{n}%</b> of the votes, see https://example.org/{n}.",
        "Səslərin <b>{n} %</b>-i, bax https://example.org/{n}.",
    ),
    (
        "ru",
        "<b>{n}%</b> of the votes, see https://example.org/{n}.",
        "<b>{n} %</b> голосов, см. https://example.org/{n}.",
    ),
    (
        "az",
        "The “Sun” newspaper wrote on March {d} to info@example.org.",
        "“Günəş” qəzeti martın {d}-də info@example.org ünvanına yazdı.",
    ),
    (
        "ru",
        "The “Sun” newspaper wrote on March {d} to info@example.org.",
        "Газета «Солнце» {d} марта написала на info@example.org.",
    ),
    ("az", "in the {n}5th session of the office", "Aparatın {n}5-ci sessiyasında"),
    ("az", "%(count)d of %(total)d letters &amp; notes", "%(total)d məktub &amp; qeyddən %(count)d"),
    ("ru", "%(count)d of %(total)d letters &amp; notes", "%(count)d из %(total)d писем &amp; заметок"),
]
MONTHS = {"az": ("mart", "aprel"), "ru": ("март", "апрел")}
LETTERS = str.maketrans({**{c: TO_LATIN[c] for c in "аеос"}, **{c: TO_CYRILLIC[c] for c in "aeo"}})
FOREIGN = {"az": "Аппарат уже ответил на это письмо сегодня", "ru": "Aparat bu məktuba artıq bu gün cavab vermişdir"}


def _replace(pattern, make):
    """Return a mutation: a hit of the pattern, chosen at random, becomes what `make` says; None without a hit."""

    def mutate(unit, rng):
        hits = list(re.finditer(pattern, unit[2]))
        if not hits:
            return None
        hit = rng.choice(hits)
        return unit[2][: hit.start()] + make(hit, unit, rng) + unit[2][hit.end() :]

    return mutate


def _month(unit, _rng):
    right, wrong = MONTHS[unit[0]]
    return unit[2].replace(right, wrong) if re.search(rf"\b{right}", unit[2]) and "March" in unit[1] else None


def _word(unit, rng):
    return _replace(r"(?<![\w%({/.@-])[^\W\d_]{4,}(?![\w:/.@)}-])", lambda hit, *_: f"{hit[0]} {hit[0]}")(unit, rng)


KINDS = {
    "number": (
        {"TM301", "TM205"},
        _replace(r"(?<![\w.,/%$:-])[1-9][0-9]*(?![\w.,:/%$-]| ?%)", lambda hit, *_: str(int(hit[0]) + 41)),
    ),
    "date": ({"TM301"}, _month),
    "percent": ({"TM305"}, _replace(r"(?<=[0-9]) %(?=<)", lambda *_: "")),
    "ordinal": ({"TM304"}, _replace(r"(?<=5-)ci\b", lambda *_: "cı")),
    "term": ({"TM101", "TM102", "TM103", "TM107"}, None),
    "placeholder": (
        {"TM201"},
        _replace(r"%(?:s|\(\w+\)d)", lambda hit, *_: "%x" if hit[0] == "%s" else "%(say)d"),
    ),
    "brace": ({"TM202"}, _replace(r"\{\w+\}", lambda hit, *_: hit[0].replace("who", "kim"))),
    "tag": ({"TM203"}, _replace(r"</b>", lambda *_: "</i>")),
    "entity": ({"TM204"}, _replace(r"&amp;", lambda *_: "&amp")),
    "url": ({"TM205"}, _replace(r"example\.org/", lambda *_: "exmaple.org/")),
    "e-mail": ({"TM206"}, _replace(r"info@", lambda *_: "inof@")),
    "homoglyph": (
        {"TM401"},
        _replace(r"(?<=(?<![%({/.@])[^\W\d_]{2})[аеосaeo](?=[^\W\d_]+[ ,])", lambda hit, *_: hit[0].translate(LETTERS)),
    ),
    "invisible": ({"TM404"}, _replace(r"(?<=[ ][^\W\d_]{2})(?=[^\W\d_]{2,}[ ,])", lambda *_: "\u200b")),
    "double space": ({"TM405"}, _replace(r"(?<=\w) (?=\w)", lambda *_: "  ")),
    "doubled word": ({"TM406"}, _word),
    "quote": ({"TM411"}, _replace(r"[“”«»]", lambda *_: "")),
    "language": (
        {"TM504", "TM402", "TM503"},
        lambda unit, _rng: FOREIGN[unit[0]] if unit[1].startswith("The “Sun”") else None,
    ),
}


def correct_units(workspace, linter):
    """Return language, source and target of units that no rule says anything about."""
    rng = random.Random(SEED)  # noqa: S311 - no secret
    found = [
        (code, source.format(n=n, d=n), target.format(n=n, d=n))
        for code, source, target in TEMPLATES
        for n in rng.sample(range(2, 29), 18)
    ]
    for path in files_in([workspace.locales]):
        subjects = open_checkable(path, workspace).subjects
        found += [(one.target.language.code, one.source.text, one.target.text) for one in subjects]
    return [unit for unit in found if not findings(linter, unit)]


def findings(linter, unit):
    """Return the codes of what the rules say about a unit."""
    code, source, target = unit
    texts = [
        Text(language=get(name), text=text, locate=lambda _span: (Place("x", 1, 1), Place("x", 1, 1)))
        for name, text in ((code, target), ("en", source))
    ]
    return [one.code for one in linter.check([Subject(target=texts[0], source=texts[1])])]


def with_bad_terms(workspace, units):
    """Return mutants in which a preferred term is replaced by a forbidden one of the same concept."""
    mutants = []
    for concept in load_glossary(workspace):
        for code in ("az", "ru"):
            good = concept.preferred(code)
            bad = [term.text for term in concept.in_language(code) if term.status == "forbidden"]
            if bad and good:
                word = re.compile(rf"\b{re.escape(good.text)}\b")
                fitting = [unit for unit in units if unit[0] == code and word.search(unit[2])]
                mutants += [(unit, word.sub(bad[0], unit[2], count=1)) for unit in fitting]
    return mutants


def mutants_of(kind, workspace, units):
    """Return up to `EACH` mutants of a kind as pairs of a unit and its broken target."""
    rng = random.Random(f"{SEED} {kind}")  # noqa: S311 - no secret
    mutate = KINDS[kind][1]
    if mutate is None:
        made = with_bad_terms(workspace, units)
    else:
        tries = [rng.choice(units) for _ in range(EACH * 60)]
        made = [(unit, target) for unit in tries if (target := mutate(unit, rng)) and target != unit[2]]
    return made[:EACH]


def catching(workspace):
    """Print for each kind of mutant how many were caught, and how many drew other findings."""
    linter = full_linter(load_glossary(workspace), policy_of(workspace))
    units = correct_units(workspace, linter)
    total = Counter()
    print(f"{len(units)} correct units, seed {SEED}")
    for kind, (codes, _) in KINDS.items():
        made = mutants_of(kind, workspace, units)
        said = [set(findings(linter, (unit[0], unit[1], target))) for unit, target in made]
        caught, noisy = sum(bool(one & codes) for one in said), sum(bool(one - codes) for one in said)
        total.update(mutants=len(made), caught=caught, noisy=noisy)
        print(f"  {kind:13} {len(made):5} mutants  caught {caught / max(len(made), 1):7.1%}  other findings {noisy:4}")
    caught = total["caught"] / total["mutants"]
    print(f"  {'all':13} {total['mutants']:5} mutants  caught {caught:7.1%}  other findings {total['noisy']:4}")


def many_units(folder, units, *, files=20, each=5_000):
    """Write a workspace of many units and 1,000 concepts."""
    rng = random.Random(SEED)  # noqa: S311 - no secret
    (folder / "sources").mkdir()
    (folder / "tm.toml").write_text('source = "en"\ntargets = ["az", "ru"]\n', encoding="utf-8")
    shutil.copytree(ROOT / "glossary", folder / "glossary")
    here = len(load_glossary(load(folder)))
    more = (
        f'[made-{n}]\nen.preferred = "Bureau {n} of Zed"\naz.preferred = "Zed {n} bürosu"\n' for n in range(1000 - here)
    )
    (folder / "glossary" / "made.toml").write_text("".join(more), encoding="utf-8")
    (folder / "locales" / "az").mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Language: az\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    chosen = [unit for unit in units if unit[0] == "az"]
    for number in range(files):
        entries = []
        for index in range(each):
            _, source, target = rng.choice(chosen)
            quoted = (text.replace("\\", "\\\\").replace('"', '\\"') for text in (source, target))
            entries.append('\nmsgctxt "{}"\nmsgid "{}"\nmsgstr "{}"\n'.format(index, *quoted))
        (folder / "locales" / "az" / f"{number}.po").write_text(head + "".join(entries), encoding="utf-8")
    return files * each


def catalogs(folder, taken):
    """Make a workspace of somebody's catalogues, in folders by language, and 1,000 concepts; return its units."""
    many_units(folder, [("az", "a", "a")], files=1, each=1)
    shutil.rmtree(folder / "locales")
    shutil.copytree(taken, folder / "locales")
    return sum(len(open_checkable(path, load(folder)).subjects) for path in files_in([folder / "locales"]))


def speed(folder, number):
    """Print units a second of the programs: all default rules cold, again from the cache, and pofilter's checks."""
    program = Path(sys.executable).parent
    cold = timed("tm lint, cold", number, folder, [[program / "tm", "lint"]])
    timed("tm lint, nothing changed", number, folder, [[program / "tm", "lint"]])
    if (program / "pofilter").exists():
        by_language = [
            [program / "pofilter", "--progress=none", f"--language={path.name}", path, folder / f"out-{path.name}"]
            for path in sorted((folder / "locales").iterdir())
        ]
        other = timed("pofilter, all its checks", number, folder, by_language)
        print(f"  tm lint checks {other / cold:.1f} times as many units a second")


def timed(label, number, folder, commands):
    """Run commands in a folder; print units a second and the processors' time for one; return the seconds it took."""
    start, before = time.perf_counter(), os.times()
    for command in commands:
        subprocess.run(command, cwd=folder, check=False, capture_output=True)
    taken, after = time.perf_counter() - start, os.times()
    worked = after.children_user - before.children_user
    rate = f"{number / taken:10,.0f} units/s  {worked / number * 1e6:6.0f} µs of processor time a unit"
    print(f"  {label:38} {taken:7.2f} s  {rate}", flush=True)
    return taken


def main():
    """Run the tables."""
    workspace = load(ROOT)
    catching(workspace)
    if "--fast" in sys.argv:
        return
    units = correct_units(workspace, full_linter((), policy_of(workspace)))
    with tempfile.TemporaryDirectory() as name:
        number = many_units(Path(name), units)
        print(f"{number:,} units, drawn from {len({unit for unit in units if unit[0] == 'az'})} different ones")
        speed(Path(name), number)
    for taken in (name for name in sys.argv[1:] if not name.startswith("-")):
        with tempfile.TemporaryDirectory() as name:
            number = catalogs(Path(name), Path(taken))
            print(f"{number:,} units of {taken}")
            speed(Path(name), number)


if __name__ == "__main__":
    main()
