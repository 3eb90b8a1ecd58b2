"""A rubric as its YAML page writes it: the border where pydantic checks shapes.

The plain types of the rubric are used as they are; only what differs on paper has a model here.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PositiveFloat, PositiveInt

from catalogue.charter.faults import FaultLists
from catalogue.charter.formats import FormatLists
from catalogue.charter.licences import LicenceRow
from catalogue.charter.rubric import Asked, Bands, Charter, Input, Level, Principle, RollUp, Words
from catalogue.model import Kind

__all__ = ["CheckPart", "RubricPage"]


class CheckPart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^P\d\d\.\d+$")]
    version: PositiveInt
    principle: int
    level: Level
    inputs: Annotated[frozenset[Input], Field(min_length=1)]
    applies_to: Annotated[frozenset[Kind], Field(min_length=1)]
    rule: str
    parameters: dict[str, Any]
    roll_up: RollUp | None = None
    nothing_offered: Literal["not-applicable", "fail"] = "not-applicable"
    weight: PositiveFloat = 1
    gate: bool = False
    applies_if: str = ""
    unobserved: tuple[str, ...] = ()
    title: Words
    remedy: Words
    anchors: tuple[str, ...] = ()
    explains: Words = Words(nl="", en="")
    asked: Asked | None = None
    informative: bool = False


class RubricPage(BaseModel):
    # Extra keys are refused in the plain dataclasses below as well: pydantic hands this down to them.
    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    charter: Charter
    bands: Bands
    minimum_coverage: Annotated[float, Field(ge=0, le=1)]
    principles: tuple[Principle, ...]
    checks: Annotated[tuple[CheckPart, ...], Field(min_length=1)]
    licences: tuple[LicenceRow, ...]
    formats: FormatLists
    faults: FaultLists
    frequencies: dict[str, PositiveFloat] = {}
    """Days between two updates, by the code of the EU list; one that is missing promises nothing."""
    conditions: dict[str, dict[str, Any]] = {}
    """Parameters of the conditions that checks name in ``applies_if``."""
