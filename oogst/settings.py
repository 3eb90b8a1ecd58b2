"""Settings of an installation, from the environment; every command line option goes before them."""

import os
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from catalogue.errors import UsageError
from catalogue.messages import Language
from catalogue.model import DEFAULT_BASE

__all__ = ["Settings", "settings"]


def _profile_cache() -> Path:
    """Give the folder for what can be fetched again, as the XDG specification has it."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if Path(home).is_absolute() else Path.home() / ".cache") / "oogst" / "profile"


class Settings(BaseSettings):
    """``OOGST_DATABASE`` and so on."""

    model_config = SettingsConfigDict(env_prefix="OOGST_", extra="ignore")

    database: Annotated[str, Field(description="SQLAlchemy URL of the store")] = "sqlite:///oogst.db"
    base_iri: Annotated[
        str,
        Field(
            pattern=r"^https?://[^\s/?#<>\"{}|\\^`]+(/[^\s?#<>\"{}|\\^`]+)*$",
            description="base of every IRI we make; chosen once, for ever",
        ),
    ] = DEFAULT_BASE
    feeds: Annotated[Path, Field(description="folder of the feeds")] = Path("feeds")
    shrink_share: Annotated[
        float,
        Field(ge=0.0, le=1.0, description="share of its records that a feed may lose unseen"),
    ] = 0.2
    shrink_floor: Annotated[int, Field(ge=0, description="records that any feed may lose unseen")] = 1
    schedules: Annotated[
        Path | None,
        Field(description="folder of the publisher files; empty means those that come with Oogst"),
    ] = None
    targets: Annotated[Path, Field(description="file of the targets that are pushed to")] = Path(
        "targets.yaml"
    )
    language: Annotated[Language, Field(description="language of screens and messages")] = "nl"
    contact: Annotated[
        str,
        Field(description="who runs this installation: sent along as the contact in User-Agent"),
    ] = ""
    profile: Annotated[
        Literal["2022-04-21", "2026-02-12"],
        Field(description="version of DCAT-AP Vlaanderen that catalogue records declare"),
    ] = "2022-04-21"
    gate: Annotated[
        tuple[str, ...],
        Field(description="layers in which an entry may have no error to be published"),
    ] = ()
    rubric: Annotated[
        str,
        Field(description="rubric to judge by: a version, a file or a folder; empty means the newest"),
    ] = ""
    successions: Annotated[
        Literal["apply", "propose"],
        Field(description="what becomes of a dataset that certainly goes on under another identifier"),
    ] = "apply"
    processes: Annotated[
        int, Field(ge=0, le=64, description="how many processes may help with one large source; 0: none")
    ] = 0
    profile_cache: Annotated[Path, Field(description="folder of the published shape files")] = Field(
        default_factory=_profile_cache
    )
    probe: Annotated[
        bool, Field(description="whether oogst up looks at the addresses of a publisher after its harvests")
    ] = True
    vantage: Annotated[
        str,
        Field(max_length=100, description="name of the place that probes: observations carry it"),
    ] = "oogst"
    probe_pause: Annotated[
        float, Field(ge=0.0, le=60.0, description="seconds between two requests of the prober to one host")
    ] = 1.0
    probe_most_per_host: Annotated[
        int, Field(ge=1, description="addresses of one host that are probed in one round")
    ] = 2000
    probe_controls: Annotated[
        tuple[str, ...],
        Field(description="addresses that tell whether our own side reaches anything"),
    ] = ("https://www.vlaanderen.be/", "https://european-union.europa.eu/")
    audit_key: Annotated[
        Path | None, Field(description="file of the private key that signs bundles; empty means unsigned")
    ] = None
    events_versions: Annotated[
        int,
        Field(ge=0, description="versions of each entry kept in the stream of events; 0: all, for ever"),
    ] = 0
    events_days: Annotated[
        int,
        Field(ge=0, description="days of which the stream keeps all, where it keeps a number of versions"),
    ] = 0
    push_days: Annotated[
        int,
        Field(ge=0, description="days that plans of pushes and their journals are kept; 0: all, for ever"),
    ] = 0
    workers: Annotated[int, Field(ge=1, le=32, description="how many sources are harvested side by side")] = 2


@cache
def settings() -> Settings:
    """Read the settings. Raises UsageError naming the variable that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = error.errors()[0]
        name = "OOGST_" + str(wrong["loc"][0]).upper()
        raise UsageError("usage.bad-setting", name=name, value=wrong["input"], detail=wrong["msg"]) from error
