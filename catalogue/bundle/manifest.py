"""What a bundle says of itself: of whom, of which moment, by which rules, and the hashes of what is in it."""

from datetime import datetime
from typing import Final, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field

__all__ = ["FORMAT", "LeftOut", "Manifest", "MemberFacts", "Scope", "SoftwareFacts"]

FORMAT: Final = 2
"""1: without what was published."""


class _Page(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MemberFacts(_Page):
    name: str
    size: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class LeftOut(_Page):
    """Something that the store holds and the bundle does not."""

    what: str
    """Key of a message: ``bundle.left-out.<what>``."""
    count: int


class Scope(_Page):
    publishers: list[str]
    whole: bool
    """All publishers of the store."""
    entries: list[str]
    """UUIDs; none: all of these publishers."""
    on: str
    """The day that was asked for; empty: the last moment that the store knows of."""
    at: datetime
    """The moment of which the bundle tells everything: nothing in it is later."""


class SoftwareFacts(_Page):
    """By what the numbers were made, as far as whoever replays them has to know."""

    version: str
    reading: str
    """Fingerprint of the code and tables that make an entry of a record."""
    judging: str
    """Fingerprint of the code and rubrics that judge it."""
    base: str
    """IRI base of everything that is named."""
    profile: str
    gate: list[str]


class Manifest(_Page):
    kind: Literal["oogst-bundle"] = "oogst-bundle"
    format: int = FORMAT
    scope: Scope
    software: SoftwareFacts
    chains: dict[str, str]
    """The newest seal of each chain; the last act of the attestations under ``attestations``."""
    counts: dict[str, int]
    """Rows by table, and files."""
    left_out: list[LeftOut]
    members: list[MemberFacts]

    def written(self) -> bytes:
        """Write it in its one form."""
        plain = self.model_dump(mode="json")
        return orjson.dumps(
            plain, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
        )
