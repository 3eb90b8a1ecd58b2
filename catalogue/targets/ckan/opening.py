"""From the configuration of a target to the target: what its options may say, and its token."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from catalogue.errors import UsageError
from catalogue.targets.ckan.settings import CkanSettings, Flavour, Lacking, Organisation, Services
from catalogue.targets.ckan.target import CkanTarget
from catalogue.targets.push import TargetSettings

__all__ = ["CkanOptions", "open_target"]


class CkanOptions(BaseModel):
    """What only a CKAN knows, as it is written in the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    installation: str = Field(
        min_length=1, description="IRI base of this installation; the mark of what is ours"
    )
    account: str = Field(default="", description="name of the token's account; only CKAN 2.9 needs it")
    create_organisations: bool = Field(default=False, description="make an organisation that is not there")
    organisation_titles: dict[str, str] = Field(
        default_factory=dict, description="by its name, for making it"
    )
    language: str = Field(default="nl", description="of the one text where the portal keeps one")
    flavour: Flavour = Field(default="auto", description="where the fields of DCAT go")
    lacking: Lacking = Field(default="refuse", description="where the schema has no place for what is needed")
    services: Services = Field(
        default="as-datasets", description="data services that are entries of their own"
    )
    page_size: int = Field(default=500, ge=1, le=1000, description="datasets per page when reading")
    connect_seconds: float = Field(default=10.0, gt=0)
    read_seconds: float = Field(default=120.0, gt=0)


def open_target(settings: TargetSettings) -> CkanTarget:
    """Open a CKAN as it is configured. Raises UsageError for options that cannot be, or without a token."""
    options = _options(settings)
    if settings.secret is None:
        raise UsageError("ckan-target.no-token", name=settings.name)
    told = options.model_dump(exclude={"organisation_titles"})
    titles = options.organisation_titles
    organisations = {
        publisher: Organisation(name=owner, title=titles.get(owner, ""))
        for publisher, owner in settings.owners.items()
    }
    ckan = CkanSettings(name=settings.name, url=settings.url, organisations=organisations, **told)
    return CkanTarget(ckan, settings.secret())


def _options(settings: TargetSettings) -> CkanOptions:
    given: dict[str, Any] = dict(settings.options)
    try:
        return CkanOptions.model_validate(given)
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise UsageError(
            "ckan-target.options", name=settings.name, field=where, detail=first["msg"]
        ) from fault
