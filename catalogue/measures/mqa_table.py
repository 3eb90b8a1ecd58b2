"""What the assessment of data.europa.eu counts, as our page of it writes it."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import model_validator

from catalogue.measures.loading import Page, load

__all__ = ["Ask", "CodeList", "Metric", "MqaPage", "Rating", "mqa_page"]

Rating = Literal["excellent", "good", "sufficient", "bad"]
Dimension = Literal["findability", "accessibility", "interoperability", "reusability", "contextuality"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    prefixes: tuple[str, ...]
    codes: frozenset[str] = frozenset()
    """What may follow a prefix; none: anything."""

    def __contains__(self, iri: object) -> bool:
        text = str(iri)
        found = next((prefix for prefix in self.prefixes if text.startswith(prefix)), None)
        return found is not None and (not self.codes or text.removeprefix(found) in self.codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing asked of a node: that a property is there, is on a list, or is an address that answers."""

    of: str
    """Property: ``dct:title``."""
    list: str = ""
    answers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    name: str
    """As its vocabulary calls it."""
    dimension: Dimension
    points: int
    penalty: int = 0
    """Lost for each distribution without it."""
    on: Literal["dataset", "distribution", "either"]
    asks: tuple[Ask, ...] = ()
    """All have to hold."""
    conforms: bool = False
    """Asks instead that the whole follows DCAT-AP."""


class MqaPage(Page):
    as_read: str
    """When what the page rests on was last true, as far as is known."""
    dimensions: dict[Dimension, int]
    ratings: dict[Rating, int]
    best: Dimension
    metrics: tuple[Metric, ...]
    conforming: tuple[str, ...]
    lists: dict[str, CodeList]

    @model_validator(mode="after")
    def _adds_up(self) -> "MqaPage":
        for name, most in self.dimensions.items():
            if sum(one.points for one in self.metrics if one.dimension == name) != most:
                raise ValueError(f"{name}-does-not-add-up")
        unknown = {ask.list for one in self.metrics for ask in one.asks if ask.list} - self.lists.keys()
        if unknown:
            raise ValueError(f"no-such-list {sorted(unknown)}")
        return self

    @property
    def most(self) -> int:
        return sum(self.dimensions.values())

    def rating(self, points: float) -> Rating:
        return next(name for name, least in self.ratings.items() if points >= least)


@cache
def mqa_page() -> MqaPage:
    return load("mqa", MqaPage)
