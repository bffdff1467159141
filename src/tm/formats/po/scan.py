"""From the text of a PO file to a catalogue: how lines make entries, and what is wrong with them.

The scanner never gives up: it reports a fault where it stands, saves what can be saved and goes on with the next line.
"""

from __future__ import annotations

import re
from functools import cached_property

import msgspec

from tm.errors import ErrorList, FormatError, Place
from tm.formats.po.blocks import Block, read_block
from tm.formats.po.draft import Draft, Strings
from tm.formats.po.escape import bad_escape, unescape, unescape_named
from tm.formats.po.lines import Kind, Line, read_line
from tm.formats.po.model import Catalog, Entry, Origin, Previous
from tm.messages import say

_COMMENTS = frozenset({Kind.TRANSLATOR, Kind.EXTRACTED, Kind.REFERENCE, Kind.FLAGS})
_DEPENDENT = frozenset({Kind.MSGID_PLURAL, Kind.MSGSTR})
_BEFORE = frozenset({Kind.MSGID, *_DEPENDENT})
"""What must stand before those, or has been reported for missing its `msgid` already."""
_CHARSET = re.compile(r"charset=\s*([^\s;]+)", re.IGNORECASE)
_UTF8 = frozenset({"utf-8", "utf8"})
_BEGINS = re.compile(r"\n?(?:#(?![~|])|msgctxt |msgid )")
"""What surely belongs to a new entry."""
_BOM = "\ufeff"
_AHEAD = 200
"""How many lines are looked at to tell what a misplaced line belongs to."""


def parse(text: str, *, file: str = "") -> Catalog:
    """Read a PO file's text.

    :raises ErrorList: of `FormatError`, every fault in the file with its place.
    """
    catalog, errors = scan(text, file=file)
    if errors:
        raise ErrorList(list(errors))
    return catalog


def scan(text: str, *, file: str = "") -> tuple[Catalog, tuple[FormatError, ...]]:
    """Read whatever can be read of a PO file's text, and return it with every fault in the order of the file.

    What can't be read is kept with the entry that follows it, so that `serialize` gives the whole text back.
    """
    return _Scanner(text, file).run()


class _Scanner:
    """One pass over the lines of a file."""

    def __init__(self, text: str, file: str) -> None:
        self.bom = _BOM if text.startswith(_BOM) else ""
        self.cut = not text.endswith("\n")
        self.body = text.removeprefix(_BOM) if self.cut else text[len(self.bom) : -1]
        self.count = self.body.count("\n") + 1
        """How many lines there are."""
        self.newline = "\r\n" if "\r" in text and 2 * text.count("\r\n") > text.count("\n") else "\n"
        self.text = text
        self.file = file
        self.careful = self.cut or "\r" in text
        """True where every line needs a look of its own."""
        self.errors: list[FormatError] = []
        self.entries: list[Entry] = []
        self.owned = 0
        """How many lines belong to the entries found so far."""
        self.draft: Draft | None = None
        self.conflict = False

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file, for what can't be read in one go."""
        return self.body.split("\n")

    def run(self) -> tuple[Catalog, tuple[FormatError, ...]]:
        """Read all lines, those between two blank ones in one go where that can be."""
        blocks = self.body.split("\n\n")
        number = 0
        for lines, after in zip(blocks, [*blocks[1:], "#"], strict=False):
            following = number + lines.count("\n") + 2
            if not (_BEGINS.match(after) and self.take_block(number, lines)):
                self.take_lines(number, following)
            number = following
        self.finish()
        catalog = self.catalog()
        self.errors.sort(key=lambda error: error.place or Place(""))
        return catalog, tuple(self.errors)

    def take_block(self, number: int, lines: str) -> bool:
        """Make an entry of lines written as usual; False where they aren't, or where they may belong to one before."""
        if self.careful or (self.draft and not self.draft.complete) or self.conflict:
            return False
        bare = lines.lstrip("\n")
        block = read_block(bare)
        if block is None:
            return False
        if self.draft:
            self.finish()
        self.emit_block(number + len(lines) - len(bare), bare, block)
        return True

    def take_lines(self, start: int, end: int) -> None:
        """Read lines one by one."""
        for number in range(start, min(end, self.count)):
            part: Line | None = read_line(self.lines[number])
            while part is not None:
                if part.faults:
                    self.report(number, part)
                self.take(number, part)
                part = part.rest

    def take(self, number: int, line: Line) -> None:
        """Put one line, or a part of one, where it belongs."""
        kind = line.kind
        if kind is Kind.STRING:
            self.continuation(number, line)
        elif kind in _COMMENTS:
            draft = self.draft
            if draft is None or draft.parts:
                draft = self.begin(number)
            draft.comment(line)
            draft.end = number + 1
        elif kind is Kind.CONFLICT:
            self.marker(number, line)
        elif kind is not Kind.BLANK and kind is not Kind.STRAY:
            self.keyword(number, line)

    def begin(self, number: int) -> Draft:
        """Finish the entry before and begin another."""
        if self.draft and not self.draft.complete and self.goes_on(number):
            message = say("A comment stands inside an entry.")
            if not self.draft.torn:
                self.fault(number, 0, message, say("Move it above the entry's msgid."))
            self.draft.torn = True
            return self.draft
        self.finish()
        self.draft = Draft(number)
        return self.draft

    def goes_on(self, number: int) -> bool:
        """Tell whether after this line and other comments the entry's `msgstr` or `msgid_plural` follows."""
        for line in self.lines[number : number + _AHEAD]:
            kind = read_line(line).kind
            if kind not in _COMMENTS and kind is not Kind.BLANK:
                return kind in {Kind.MSGSTR, Kind.MSGID_PLURAL}
        return False

    def continuation(self, number: int, line: Line) -> None:
        """Take a string that goes on from the line before."""
        draft = self.draft
        if draft is None or draft.current is None or line.previous is not draft.earlier:
            message, hint = say("This text belongs to no keyword."), say("Put msgid or msgstr before it.")
            self.fault(number, line.column - 1, message, hint)
            return
        if line.obsolete is not draft.obsolete and draft.parts:
            self.check_obsolete(draft, number, line)
        draft.current.append((number, line))
        draft.end = number + 1

    def keyword(self, number: int, line: Line) -> None:
        """Take a line that begins with a keyword."""
        draft = self.draft
        if draft is None or (draft.parts and self.starts_entry(draft, number, line)):
            draft = self.begin(number)
        strings = [] if line.body is None else [(number, line)]
        draft.current = strings
        draft.earlier = line.previous
        draft.end = number + 1
        if line.previous:
            draft.previous[line.kind, 0] = strings
            return
        self.check_obsolete(draft, number, line)
        self.add(draft, number, line, strings)

    def starts_entry(self, draft: Draft, number: int, line: Line) -> bool:
        """Tell whether a keyword begins an entry although one is being read."""
        if line.previous:
            return draft.complete or not self.goes_on(number)
        if line.kind is Kind.MSGCTXT:
            return draft.complete or Kind.MSGID in draft.kinds
        return line.kind is Kind.MSGID and (draft.complete or Kind.MSGID in draft.kinds)

    def add(self, draft: Draft, number: int, line: Line, strings: Strings) -> None:
        """Enter a keyword into the draft unless it stands where it may not."""
        kind = line.kind
        key = (kind, -1 if line.index is None else line.index)
        if key in draft.parts:
            message = say("{name} stands twice in this entry.", name=line.name)
            self.fault(number, 0, message, say("Remove one of the two."))
            return
        if kind is Kind.MSGID_PLURAL and draft.complete:
            message, hint = say("msgid_plural stands behind msgstr."), say("Put it between msgid and msgstr[0].")
            self.fault(number, 0, message, hint)
            return
        if kind in _DEPENDENT and not draft.kinds & _BEFORE:
            message = say("{name} has no msgid.", name=line.name)
            self.fault(number, 0, message, say("Put the msgid it belongs to before it."))
        if line.body is None and not self.string_follows(number):
            hint = say('Write {name} "" if the text is empty.', name=line.name)
            self.fault(number, 0, say("{name} has no text.", name=line.name), hint)
        if kind is Kind.MSGID:
            draft.key_line = number
        draft.parts[key] = strings
        draft.kinds.add(kind)

    def string_follows(self, number: int) -> bool:
        """Tell whether the next line that is not blank is a string."""
        kinds = (read_line(line).kind for line in self.lines[number + 1 : number + _AHEAD])
        return next((kind for kind in kinds if kind is not Kind.BLANK), Kind.BLANK) is Kind.STRING

    def marker(self, number: int, line: Line) -> None:
        """Take a line a version control system left: one fault for each conflict, whatever follows from it."""
        sign = (line.body or "")[0]
        if not self.conflict:
            message = say("A merge conflict was never resolved.")
            self.fault(number, 0, message, say("Keep one of the two sides and remove the marker lines."))
        self.conflict = sign != ">"
        if self.draft:
            self.draft.current = None

    def finish(self) -> None:
        """Make an entry of the draft, or leave its lines to the next entry where it is none."""
        draft, self.draft = self.draft, None
        if draft is None or not draft.parts:
            return
        if not draft.complete:
            self.incomplete(draft)
        elif Kind.MSGID in draft.kinds:
            self.emit(draft)

    def incomplete(self, draft: Draft) -> None:
        """Report an entry that ends before its `msgstr`."""
        if Kind.MSGID in draft.kinds:
            message, hint = say("This msgid has no msgstr."), say('Add msgstr "" below it, or remove the entry.')
            self.fault(draft.key_line, 0, message, hint)
        elif Kind.MSGCTXT in draft.kinds:
            message, hint = say("This msgctxt has no msgid."), say("Add msgid and msgstr below it, or remove it.")
            self.fault(draft.end - 1, 0, message, hint)

    def emit(self, draft: Draft) -> None:
        """Make an entry of a complete draft."""
        if draft.start < self.owned:
            message = say("Two entries stand on one line.")
            self.fault(draft.start, 0, message, say("Put each on lines of its own."))
            return
        entry = self.entry(draft)
        origin = Origin(
            self.file,
            draft.start + 1,
            draft.key_line + 1,
            len(self.entries),
            self.between(self.owned, draft.start),
            self.between(draft.start, draft.end),
            entry,
        )
        self.owned = draft.end
        self.entries.append(msgspec.structs.replace(entry, origin=origin))

    def emit_block(self, start: int, lines: str, block: Block) -> None:
        """Make an entry of a block that begins on a line; the line before it, where there is one, is blank."""
        entry = Entry(msgid=block.msgid, msgstr=(block.msgstr,), msgctxt=block.msgctxt)
        if block.comments:
            entry = _with_comments(entry, block.comments)
        lead = "\n" if start == self.owned + 1 else self.between(self.owned, start)
        number = len(self.entries)
        origin = Origin(self.file, start + 1, start + block.key_line + 1, number, lead, lines + "\n", entry)
        self.owned = start + lines.count("\n") + 1
        self.entries.append(msgspec.structs.replace(entry, origin=origin))

    def between(self, start: int, end: int) -> str:
        """Return lines as they are; a last line without newline gets one, which `serialize` takes away again."""
        if start == end:
            return ""
        newline = self.newline if self.cut and end == self.count else "\n"
        return "\n".join(self.lines[start:end]) + newline

    def entry(self, draft: Draft) -> Entry:
        """Return what a draft says."""
        texts = {key: self.text_of(strings) for key, strings in draft.parts.items()}
        plural = texts.get((Kind.MSGID_PLURAL, -1))
        forms = sorted(index for kind, index in texts if kind is Kind.MSGSTR)
        self.check_forms(draft, forms, plural=plural is not None)
        return Entry(
            msgid=texts[Kind.MSGID, -1],
            msgstr=tuple(texts[Kind.MSGSTR, index] for index in forms),
            msgctxt=texts.get((Kind.MSGCTXT, -1)),
            msgid_plural=plural,
            flags=tuple(draft.flags),
            comments=tuple(draft.comments),
            extracted=tuple(draft.extracted),
            references=tuple(draft.references),
            previous=self.previous(draft) if draft.previous else None,
            obsolete=bool(draft.obsolete),
        )

    def previous(self, draft: Draft) -> Previous:
        texts = {kind: self.text_of(strings) for (kind, _), strings in draft.previous.items()}
        return Previous(
            msgid=texts.get(Kind.MSGID),
            msgctxt=texts.get(Kind.MSGCTXT),
            msgid_plural=texts.get(Kind.MSGID_PLURAL),
        )

    def text_of(self, strings: Strings) -> str:
        """Join and unescape the strings of one text."""
        body = strings[0][1].body or "" if len(strings) == 1 else "".join([line.body or "" for _, line in strings])
        text = unescape_named(body)
        if text is not None:
            return text
        for number, line in strings:
            self.check_escapes(number, line)
        return unescape(body)

    def check_escapes(self, number: int, line: Line) -> None:
        """Report the first sequence that is none."""
        bad = bad_escape(line.body or "")
        if bad:
            hint = say('Write \\\\ for a backslash; only \\n, \\t, \\" and \\\\ are usual.')
            self.fault(number, line.column + bad[0], say("`{shown}` is no escape sequence.", shown=bad[1]), hint)

    def check_forms(self, draft: Draft, forms: list[int], *, plural: bool) -> None:
        """Report plural forms that are not numbered 0, 1, 2, …, or stand where there is no plural."""
        for expected, index in enumerate(forms):
            number = next(iter(draft.parts[Kind.MSGSTR, index]), (draft.key_line, None))[0]
            if plural and index != expected:
                found = "msgstr" if index < 0 else f"msgstr[{index}]"
                message = say("{found} stands where msgstr[{expected}] is expected.", found=found, expected=expected)
                self.fault(number, 0, message, say("Number the plural forms from 0 without gaps."))
                return
            if not plural and index >= 0:
                message = say("msgstr[{index}] stands in an entry without msgid_plural.", index=index)
                self.fault(number, 0, message, say("Write msgstr, or add the msgid_plural."))
                return

    def check_obsolete(self, draft: Draft, number: int, line: Line) -> None:
        """Learn whether the entry is obsolete from its first keyword; report, once, a line that is not like it."""
        if draft.obsolete is None:
            draft.obsolete = line.obsolete
        elif draft.obsolete is not line.obsolete and not draft.mixed:
            draft.mixed = True
            message = say("Only a part of this entry is marked obsolete.")
            self.fault(number, 0, message, say("Put #~ before all its lines, or before none."))

    def report(self, number: int, line: Line) -> None:
        """Report what is wrong with a line by itself."""
        for fault in line.faults:
            self.fault(number, fault.column, fault.message, fault.hint)

    def fault(self, number: int, column: int, message: str, hint: str) -> None:
        """Report a fault, unless it stands in a merge conflict, which is reported as a whole."""
        if not self.conflict:
            place = Place(self.file, number + 1, column + 1)
            self.errors.append(FormatError(message, place=place, hint=hint))

    def catalog(self) -> Catalog:
        """Put the entries together."""
        headers = (n for n, e in enumerate(self.entries) if not e.msgid and e.msgctxt is None and not e.obsolete)
        number = next(headers, -1)
        header = self.entries.pop(number) if number >= 0 else None
        catalog = Catalog(
            header_entry=header,
            entries=tuple(self.entries),
            file=self.file,
            newline=self.newline,
            header_number=max(number, 0),
            bom=self.bom,
            tail=self.between(self.owned, self.count),
            cut=self.cut,
        )
        self.check_charset(catalog)
        return catalog

    def check_charset(self, catalog: Catalog) -> None:
        """Report a header that promises another encoding than the text can have come in."""
        found = _CHARSET.search(catalog.header.get("Content-Type", ""))
        if found is None or found[1].lower() in _UTF8 or self.text.removeprefix(_BOM).isascii():
            return
        place = catalog.header_entry.place if catalog.header_entry else None
        hint = say(
            "Convert the file (msgconv -t UTF-8), or mend the header's Content-Type if the file is UTF-8 already."
        )
        message = say("The header says charset={found}, the text is read as UTF-8.", found=found[1])
        self.errors.append(FormatError(message, place=place, hint=hint))


def _with_comments(entry: Entry, draft: Draft) -> Entry:
    return msgspec.structs.replace(
        entry,
        flags=tuple(draft.flags),
        comments=tuple(draft.comments),
        extracted=tuple(draft.extracted),
        references=tuple(draft.references),
    )
