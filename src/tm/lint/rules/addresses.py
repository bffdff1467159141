"""TM205 to TM208: addresses, and how a message begins and ends: what readers and programs follow to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

import msgspec

from tm.lint.finding import Severity
from tm.lint.rule import Case, Fault, Side, Trigger
from tm.messages import say
from tm.model import Span
from tm.text.placeholders import Kind, Mark


class Addresses(msgspec.Struct, frozen=True):
    """TM205. Web addresses; the version of a page in the target's language is a good translation of an address."""

    code: str = "TM205"
    slug: str = "urls"
    severity: Severity = Severity.WARNING
    summary: str = "A web address of the source is missing or changed in the translation."
    trigger: ClassVar[Trigger] = Trigger(side=Side.SOURCE, signs=frozenset(":"))

    def check(self, case: Case) -> Iterator[Fault]:
        """Compare the addresses; one that names the target's language is right."""
        return _addresses(case, Kind.URL)


class Mails(msgspec.Struct, frozen=True):
    """TM206. E-mail addresses."""

    code: str = "TM206"
    slug: str = "e-mail"
    severity: Severity = Severity.WARNING
    summary: str = "An e-mail address of the source is missing or changed in the translation."
    trigger: ClassVar[Trigger] = Trigger(side=Side.SOURCE, signs=frozenset("@"))

    def check(self, case: Case) -> Iterator[Fault]:
        """Compare the addresses letter by letter, capitals apart."""
        return _addresses(case, Kind.EMAIL)


def _addresses(case: Case, kind: Kind) -> Iterator[Fault]:
    wanted = [mark for mark in case.source_marks if mark.kind is kind]
    if not wanted:
        return
    there = [mark for mark in case.target_marks if mark.kind is kind]
    have = {_address(mark) for mark in there}
    missing = [mark for mark in wanted if _address(mark) not in have]
    if not missing or missing[0].text in case.target.text:
        return
    extra = [mark for mark in there if _address(mark) not in {_address(one) for one in wanted}]
    local = [mark for mark in extra if _is_local(mark.text, case.target.language.code)]
    if len(local) >= len(missing):
        return
    there_is = say("has {text}", text=extra[0].text) if extra else say("has no such address")
    yield Fault(
        span=extra[0].span if extra else Span(0, len(case.target.text)),
        message=say("the source has {text}, the translation {there_is}.", text=missing[0].text, there_is=there_is),
        advice=say("Keep the address."),
    )


def _address(mark: Mark) -> str:
    return mark.text.lower().rstrip("/").removeprefix("mailto:").replace("http://", "https://")


def _is_local(address: str, code: str) -> bool:
    """Tell whether an address names the language (`az.example.org`, `/az/`, `?lang=az`); its country is none."""
    path = re.sub(r"\.[a-z]{2,}(?=[/?#:]|$)", "/", address.lower(), count=1)
    return re.search(rf"[/.=_-]{code}(?:[/._&#-]|\b)", path) is not None or not address.isascii()


class LineEnds(msgspec.Struct, frozen=True):
    """TM207. Line ends at the beginning and at the end of a message."""

    code: str = "TM207"
    slug: str = "line-ends"
    severity: Severity = Severity.ERROR
    summary: str = "The source begins or ends with a line end, the translation does not, or the other way round."

    def check(self, case: Case) -> Iterable[Fault]:
        r"""Compare the first and the last character: programs rely on the `\n` there, and msgfmt refuses the file."""
        if case.source is None:
            return ()
        source, target = case.source.text, case.target.text
        breaks = "\n" in source or "\n" in target
        return self._faults(source, target) if breaks and source and target else ()

    def _faults(self, source: str, target: str) -> Iterator[Fault]:
        if source.startswith("\n") != target.startswith("\n"):
            fixed = f"\n{target[0]}" if source[0] == "\n" else target[1:2]
            yield self._fault(Span(0, 1 if source[0] == "\n" else 2), fixed, lost=source[0] == "\n")
        if source.endswith("\n") != target.endswith("\n"):
            lost = source[-1] == "\n"
            fixed = f"{target[-1]}\n" if lost else target[-2:-1]
            yield self._fault(Span(len(target) - (1 if lost else len(target[-2:])), len(target)), fixed, lost=lost)

    @staticmethod
    def _fault(span: Span, fixed: str, *, lost: bool) -> Fault:
        message = say("the source has a line end there, the translation has none.")
        if not lost:
            message = say("the translation has a line end there, the source has none.")
        return Fault(span=span, message=message, advice=say("Both must have \\n there, or neither."), replacement=fixed)


class FinalBlank(msgspec.Struct, frozen=True):
    """TM208. A blank at the end of a message."""

    code: str = "TM208"
    slug: str = "final-blank"
    severity: Severity = Severity.WARNING
    summary: str = "The source ends with a blank and the translation does not, or the other way round."

    def check(self, case: Case) -> Iterator[Fault]:
        """Compare the blanks: a program may join texts; a source with blanks all around is laid out."""
        if case.source is None:
            return
        source, target = case.source.text, case.target.text
        gone = source[-1:] == " "
        if gone == (target[-1:] == " ") or not target.strip() or "\n" in source[-1:] + target[-1:] or source[:1] == " ":
            return
        message = say("the source ends with a blank, the translation does not.")
        if not gone:
            message = say("the translation ends with a blank, the source does not.")
        yield Fault(
            span=Span(len(target) - 1, len(target)),
            message=message,
            advice=say("A program may join it with another text: do as the source does."),
            replacement=f"{target[-1]} " if gone else "",
        )


RULES = (Addresses(), Mails(), LineEnds(), FinalBlank())
