"""What to do about a note of the mapping, and what the note is about."""

from functools import cache
from importlib.resources import files
from typing import Final

from pydantic import BaseModel, ConfigDict, TypeAdapter
from ruamel.yaml import YAML

from catalogue.messages import Language

__all__ = ["note_remedy", "note_topic"]

ANY: Final = "*"


class Remedy(BaseModel):
    """A row of ``remedies.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    about: str
    nl: str
    en: str


def note_remedy(code: str, language: Language) -> str:
    """Say what to do about a note."""
    found = _of(code)
    return found.nl if language == "nl" else found.en


def note_topic(code: str) -> str:
    """Name the topic of a note, for :func:`mappings.where_to_mend`; empty where no field is at fault."""
    return _of(code).about


def _of(code: str) -> Remedy:
    known = _remedies()
    return known.get(code, known[ANY])


@cache
def _remedies() -> dict[str, Remedy]:
    content = YAML(typ="safe").load((files("mappings") / "remedies.yaml").read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, Remedy]).validate_python(content)
