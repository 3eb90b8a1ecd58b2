"""What a rule gives and may know. One law: a rule is a pure function of a value and this scope."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from catalogue.model import Note, PublisherFacts, Reason

__all__ = ["CUT", "INSIDE", "Collect", "Given", "Rule", "Scope", "Yield", "cut", "reason"]

CUT: Final = 500
"""Longest piece of foreign text kept as evidence, in characters."""

INSIDE: Final = "~:"
"""Ends a pointer at a text that holds JSON; what is read in there adds to it. No JSON pointer has this."""

Collect = Literal["first", "best", "all", "languages", "joined", "latest", "spoken"]
"""How the values of one property come together: the first; the first that a table knows, else the first;
all different ones; one per language; all of a language in one text; the last moment; one, in the language
of the record."""


class Given(NamedTuple):
    """A value as a rule read it, with its evidence."""

    value: Any
    shown: str
    pointer: str
    original: str = ""
    row: str = ""


@dataclass(slots=True)
class Scope:
    """What holds for one record while it is translated."""

    base: str
    publisher: str
    identifier: str = ""
    """The source's identifier of the record."""
    language: str = ""
    """BCP 47 tag of texts that carry none."""
    facts: PublisherFacts | None = None
    today: str = ""
    public: str = ""
    """How we know that the listing is readable without login: ``web``, ``file`` or not at all."""
    known_as: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """As in :class:`mappings.context.Context`: links to other records need it too."""
    observed: Mapping[str, str] = field(default_factory=dict)
    """By web address: the content type that its server answered with, where somebody looked."""
    notes: list[Note] = field(default_factory=list)
    reasons: dict[str, list[Reason]] = field(default_factory=dict)

    def note(self, code: str, pointer: str, original: str = "") -> None:
        self.notes.append(Note(code, pointer, cut(original)))

    def explain(self, path: str, why: Reason) -> None:
        self.reasons.setdefault(path, []).append(why)

    def settle(self) -> None:
        """Let every pointer resolve in the record: what was read within a text is pointed at by that text."""
        for whys in self.reasons.values():
            if any(INSIDE in why.pointer for why in whys):
                whys[:] = [why._replace(pointer=why.pointer.partition(INSIDE)[0]) for why in whys]
        if any(INSIDE in note.pointer for note in self.notes):
            self.notes[:] = [note._replace(pointer=note.pointer.partition(INSIDE)[0]) for note in self.notes]


Yield: TypeAlias = Sequence[Given | Note]
Rule: TypeAlias = Callable[[str, object, Scope], Yield]
"""(pointer, raw JSON value, scope) → what it says: values, or notes of what could not be used."""


def cut(text: str) -> str:
    return text if len(text) <= CUT else text[: CUT - 1] + "…"


def reason(rule: str, given: Given, *, default: bool = False) -> Reason:
    return Reason(rule, given.shown, given.pointer, given.original, given.row, default)
