"""What the mapping says about values that it could not use: severity, whose fault, and what to read."""

from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter
from ruamel.yaml import YAML

from catalogue.errors import UsageError
from catalogue.messages import Language

__all__ = ["NoteKind", "note_codes", "note_kind", "note_text"]


class NoteKind(BaseModel):
    """A row of ``notes.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    severity: Literal["error", "warning", "info"]
    fault: Literal["source", "portal", "mapping", "network"]
    nl: str
    en: str


def note_text(code: str, language: Language) -> str:
    """Give the sentence of a note. Raises UsageError on a code that does not exist."""
    kind = note_kind(code)
    return kind.nl if language == "nl" else kind.en


def note_kind(code: str) -> NoteKind:
    """Give severity, fault and sentences of a note. Raises UsageError on a code that does not exist."""
    found = _notes().get(code)
    if found is None:
        raise UsageError("mappings.note-unknown", code=code)
    return found


def note_codes() -> list[str]:
    return sorted(_notes())


@cache
def _notes() -> dict[str, NoteKind]:
    content = YAML(typ="safe").load((files("mappings") / "notes.yaml").read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, NoteKind]).validate_python(content)
