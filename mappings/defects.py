"""Faults of a portal's template that are known by name: one cause for what hundreds of entries break."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, TypeAdapter
from ruamel.yaml import YAML

from catalogue.messages import Language

__all__ = ["Defect", "DefectText", "defect_text", "known_defect"]


class Defect(BaseModel):
    """A row of ``defects.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    software: str
    rules: tuple[str, ...]
    values: tuple[str, ...] = ()
    """Values that tell this defect; none where any will do."""
    about: str
    """Topic of ``whereabouts.yaml``; empty where no field of the portal helps."""
    nl: str
    en: str
    do_nl: str
    do_en: str


class DefectText(NamedTuple):
    title: str
    remedy: str


def known_defect(software: str, rule: str, value: str = "") -> str:
    """Name the defect of this software that makes entries break a rule, with this value; or nothing."""
    for name, one in _defects().items():
        if one.software == software and rule in one.rules and (not one.values or value in one.values):
            return name
    return ""


def defect_text(name: str, language: Language) -> DefectText:
    """Say what the defect is and what to do. Raises KeyError when there is none of that name."""
    one = _defects()[name]
    return DefectText(one.nl, one.do_nl) if language == "nl" else DefectText(one.en, one.do_en)


@cache
def _defects() -> dict[str, Defect]:
    content = YAML(typ="safe").load((files("mappings") / "defects.yaml").read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, Defect]).validate_python(content)
