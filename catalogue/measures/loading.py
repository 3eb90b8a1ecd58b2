"""Read the rules of a measure from its page, refused as a whole where anything on it is wrong."""

from importlib.resources import files
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

__all__ = ["Page", "Version", "load"]

Version = Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
Name = Literal["mqa", "stars", "hvd", "realtime", "document", "pilots"]


class Page(BaseModel):
    """What every page of a measure begins with."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Version


P = TypeVar("P", bound=Page)


def load(name: Name, form: type[P]) -> P:
    """Load the page of one measure. Raises pydantic's ValidationError on a page that is not right."""
    text = (files("catalogue.measures") / "tables" / f"{name}.yaml").read_text(encoding="utf-8")
    return form.model_validate(YAML(typ="safe").load(text))
