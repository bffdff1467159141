"""The nominal suffixes of Azerbaijani as a table: what may follow what, and how each is spelled.

A suffix is written with capital letters for the vowels that harmony decides: `A` is a or ə, `I` is ı, i, u or ü, `K` is
q after a back vowel and k after a front one. A letter in brackets drops out after a vowel: `(I)m`. `buffer` is the
consonant that joins the suffix to a vowel. The way through the table is a walk from state to state; every state is a
possible end. Which stem a term has is not decided here.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import NamedTuple

VOWELS = frozenset("aıouəeiöü")
"""The vowels, folded."""
_BACK = frozenset("aıou")
_LIKE = {"a": "a", "ı": "a", "o": "o", "u": "o", "ə": "ə", "e": "ə", "i": "ə", "ö": "ö", "ü": "ö"}
_CLOSE = {"a": "ı", "ı": "ı", "o": "u", "u": "u", "ə": "i", "e": "i", "i": "i", "ö": "ü", "ü": "ü"}


class Reach(IntEnum):
    """How far from the plain cases a suffix is; short stems go less far, because they collide with other words."""

    COMMON = 0
    """Number, possession, case, -dır, -dakı."""
    FULL = 1
    """Persons, past, condition, question."""


class State(StrEnum):
    """Where in a word one stands: what has been added last."""

    STEM = "stem"
    POSSESSED = "possessed"
    """A bare stem that is wanted with a possessive only: *gün* of *Hüzn Günü*."""
    POSSESSED_PLURAL = "possessed plural"
    PLURAL = "plural"
    MINE = "mine"
    """After a possessive of the first or second person."""
    ITS = "its"
    """After the possessive of the third person, which takes n before a case."""
    GENITIVE = "genitive"
    DATIVE = "dative"
    LOCATIVE = "locative"
    ABLATIVE = "ablative"
    RELATIVE = "relative"
    """After -ki: a noun again, and n before a case."""
    RELATIVE_PLURAL = "relative plural"
    RELATIVE_CASE = "relative case"
    """After a case that follows -ki: there is no second -ki."""
    PERSON = "person"
    """After -dır or a personal ending."""
    ASKED = "asked"
    """After the question -mı."""
    TENSE = "tense"
    """After -dı and -sa, which take short personal endings."""
    REPORTED = "reported"
    """After -mış, which takes the long ones."""
    END = "end"


class Sound(NamedTuple):
    """What of a stem its suffixes depend on."""

    vowel: str
    """The vowel of the same harmony as the last one: a, o, ə or ö."""
    open: bool
    """True when the last letter is a vowel."""

    def after(self, written: str) -> Sound:
        """Return the sound of the word once `written` stands at its end, folded; not empty."""
        vowel = next((_LIKE[letter] for letter in reversed(written) if letter in VOWELS), self.vowel)
        return Sound(vowel, written[-1] in VOWELS)


class Suffix(NamedTuple):
    """One suffix in one place of the table."""

    feature: str
    """What it means; empty for a suffix that only repeats a feature in other words."""
    body: str
    to: State
    example: str
    """The word, or the words, that made the entry necessary."""
    buffer: str = ""
    reach: Reach = Reach.COMMON
    after_vowel: bool = False
    """True for a suffix that follows a vowel only: *qazan idi*, for *qazandı* is "won" and not "was a cauldron"."""
    after_front: bool = False
    """True for a suffix that follows front vowels only: *nəticəsilə*, for *yazıla* is a verb and no *yazı ilə*."""

    def follows(self, sound: Sound) -> bool:
        """Tell whether the suffix may stand after this sound."""
        return (sound.open or not self.after_vowel) and (sound.vowel not in _BACK or not self.after_front)

    def spell(self, sound: Sound) -> tuple[str, str]:
        """Return the buffer and the body as written after this sound."""
        body = self.body
        if body.startswith("("):
            body = body[3:] if sound.open else body[1] + body[3:]
        return (self.buffer if sound.open else ""), harmonise(body, sound.vowel)


def harmonise(body: str, vowel: str) -> str:
    """Return a suffix body with its vowels decided by the vowel before it, from left to right."""
    written = []
    for letter in body:
        if letter == "A":
            vowel = "a" if vowel in _BACK else "ə"
        elif letter == "I":
            vowel = _CLOSE[vowel]
        elif letter == "K":
            written.append("q" if vowel in _BACK else "k")
            continue
        else:
            vowel = letter if letter in VOWELS else vowel
            written.append(letter)
            continue
        written.append(vowel)
    return "".join(written)


_PLURAL = Suffix("plural", "lAr", State.PLURAL, "məclislər, qanunlar")
_POSSESSIVES = (
    Suffix("possessive-3", "I", State.ITS, "ölkəsi, məclisi", buffer="s"),
    Suffix("possessive-1", "(I)m", State.MINE, "ölkəm, yardımım"),
    Suffix("possessive-2", "(I)n", State.MINE, "ölkən, kitabın"),
    Suffix("possessive-1-plural", "(I)mIz", State.MINE, "ölkəmiz, xalqımız"),
    Suffix("possessive-2-plural", "(I)nIz", State.MINE, "ölkəniz, ağacınız"),
)
_TOGETHER = (
    Suffix("instrumental", "lA", State.END, "qanunla, nəticəsilə"),
    Suffix("instrumental", "lA", State.END, "ölkəsiylə", buffer="y", after_vowel=True),
)
_TOGETHER_WITH_ITS = (_TOGETHER[0]._replace(after_front=True), _TOGETHER[1])
_CASES = (
    Suffix("genitive", "In", State.GENITIVE, "məclisin, ölkənin", buffer="n"),
    Suffix("dative", "A", State.DATIVE, "məclisə, ölkəyə", buffer="y"),
    Suffix("accusative", "I", State.END, "məclisi, ölkəni", buffer="n"),
    Suffix("locative", "dA", State.LOCATIVE, "məclisdə, ölkədə"),
    Suffix("ablative", "dAn", State.ABLATIVE, "məclisdən, ölkədən"),
    *_TOGETHER,
)
_CASES_WITH_N = (
    Suffix("genitive", "In", State.GENITIVE, "məclisinin, ölkəsinin", buffer="n"),
    Suffix("dative", "A", State.DATIVE, "məclisinə, ölkəsinə", buffer="n"),
    Suffix("accusative", "I", State.END, "məclisini, ölkəsini", buffer="n"),
    Suffix("locative", "dA", State.LOCATIVE, "məclisində, ölkəsində", buffer="n"),
    Suffix("ablative", "dAn", State.ABLATIVE, "məclisindən, ölkəsindən", buffer="n"),
    *_TOGETHER_WITH_ITS,
)
_IS = (
    Suffix("predicative-3", "dIr", State.PERSON, "prezidentdir, ölkəsidir"),
    Suffix("predicative-3-plural", "dIrlAr", State.PERSON, "həkimdirlər"),
)
_PERSONS = (
    Suffix("predicative-1", "Am", State.PERSON, "həkiməm, tələbəyəm", buffer="y", reach=Reach.FULL),
    Suffix("predicative-2", "sAn", State.PERSON, "həkimsən", reach=Reach.FULL),
    Suffix("predicative-1-plural", "IK", State.PERSON, "həkimik, tələbəyik", buffer="y", reach=Reach.FULL),
    Suffix("predicative-2-plural", "sInIz", State.PERSON, "istifadəçisiniz", reach=Reach.FULL),
)
_WAS = (
    Suffix("past", "dI", State.TENSE, "ölkəydi, ölkəsiydi", "y", Reach.FULL, after_vowel=True),
    Suffix("inferential", "mIş", State.REPORTED, "ölkəymiş, ölkəsiymiş", "y", Reach.FULL, after_vowel=True),
    Suffix("conditional", "sA", State.TENSE, "ölkəysə, ölkəsiysə", "y", Reach.FULL, after_vowel=True),
)
_QUESTION = Suffix("question", "mI", State.ASKED, "ölkəmi, məclismi", reach=Reach.FULL)
_PREDICATES = (*_IS, *_PERSONS, *_WAS, _QUESTION)


def _last(cases: tuple[Suffix, ...]) -> tuple[Suffix, ...]:
    """Return the cases so that no -ki follows them."""
    return tuple(s if s.to is State.END else s._replace(to=State.RELATIVE_CASE) for s in cases)


_RELATIVE = Suffix("relative", "kI", State.RELATIVE, "ölkədəki, Moskvadakı")

FOLLOWING: dict[State, tuple[Suffix, ...]] = {
    State.STEM: (_PLURAL, *_POSSESSIVES, *_CASES, *_PREDICATES),
    State.POSSESSED: (_PLURAL._replace(to=State.POSSESSED_PLURAL), *_POSSESSIVES),
    State.POSSESSED_PLURAL: _POSSESSIVES,
    State.PLURAL: (
        *_POSSESSIVES,
        *_CASES,
        *_IS,
        *_PERSONS,
        *(suffix._replace(after_vowel=False, example="əsgərlərdi, əsgərlərmiş") for suffix in _WAS),
        _QUESTION,
    ),
    State.MINE: (*_CASES, *_PREDICATES),
    State.ITS: (*_CASES_WITH_N, *_PREDICATES),
    State.GENITIVE: (_RELATIVE._replace(example="ölkəninki, bizim günümüzünkü"), *_IS),
    State.DATIVE: (
        Suffix("until", "dək", State.END, "həftəyədək, axşamadək"),
        Suffix("until", "cAn", State.END, "axşamacan"),
        *_IS,
    ),
    State.LOCATIVE: (_RELATIVE, *_PREDICATES),
    State.ABLATIVE: (*_IS, *_WAS, _QUESTION),
    State.RELATIVE: (
        Suffix("plural", "lAr", State.RELATIVE_PLURAL, "Bakıdakılar"),
        *_last(_CASES_WITH_N),
        *_IS,
    ),
    State.RELATIVE_PLURAL: (*_last(_CASES), *_IS),
    State.RELATIVE_CASE: _IS,
    State.PERSON: (
        Suffix("conditional", "sA", State.END, "istifadəçisinizsə, ölkəsidirsə", reach=Reach.FULL),
        Suffix("question", "mI", State.END, "həkimsənmi", reach=Reach.FULL),
    ),
    State.ASKED: (Suffix("predicative-3", "dIr", State.END, "ölkəmidir", reach=Reach.FULL),),
    State.TENSE: (
        Suffix("predicative-1", "m", State.END, "tələbəydim", reach=Reach.FULL),
        Suffix("predicative-2", "n", State.END, "tələbəysən", reach=Reach.FULL),
        Suffix("predicative-1-plural", "K", State.END, "tələbəydik", reach=Reach.FULL),
        Suffix("predicative-2-plural", "nIz", State.END, "tələbəydiniz", reach=Reach.FULL),
        Suffix("predicative-3-plural", "lAr", State.END, "tələbəydilər", reach=Reach.FULL),
    ),
    State.REPORTED: (
        Suffix("predicative-1", "Am", State.END, "tələbəymişəm", reach=Reach.FULL),
        Suffix("predicative-2", "sAn", State.END, "tələbəymişsən", reach=Reach.FULL),
        Suffix("predicative-3-plural", "lAr", State.END, "tələbəymişlər", reach=Reach.FULL),
    ),
    State.END: (),
}
"""What may follow each state."""

FINAL = frozenset(State) - {State.POSSESSED, State.POSSESSED_PLURAL}
"""The states in which a word may end."""
