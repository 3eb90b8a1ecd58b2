"""What only a GeoNetwork asks of a configuration: where tokens come from, how far an entry is to go."""

from typing import Final, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, ValidationError

from catalogue.errors import UsageError
from catalogue.targets.push import TargetSettings

__all__ = ["GeoNetworkOptions", "Level", "options_of"]

Level = Literal["draft", "submitted", "approved"]
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class GeoNetworkOptions(BaseModel):
    """The ``options`` of a target of the kind ``geonetwork``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    enabled: bool = False
    """Nobody has tried this on the real platform: it does nothing until an installation says so."""
    installation: str = Field(pattern=r"^https?://[^\s/]+(?:/[^\s/]+)*$")
    """IRI base of this installation: by it the portal's records are known as ours."""
    token_url: HttpUrl
    client_id: str = Field(min_length=1)
    scopes: tuple[str, ...] = ("dv_metadata_write",)
    until: Level = "draft"
    """How far an entry goes by itself; from there on it is a matter for people."""
    reject_invalid: bool = False
    """Have the portal check a record before it keeps it, and refuse what is not valid whole.

    Not by default: it then judges before it adds what it always adds, such as the mark of open data.
    """
    transform_with: str = ""
    """A conversion of the portal itself to take a record through first; one puts it in order."""
    patience: float = Field(default=30, ge=0, le=600)
    """Seconds until what was pushed must be findable."""
    timeout: float = Field(default=60, gt=0, le=600)
    """Seconds that one answer may take."""


def options_of(settings: TargetSettings) -> GeoNetworkOptions:
    """Read the options. Raises UsageError when they do not suffice, or are not to be used."""
    try:
        options = GeoNetworkOptions.model_validate(dict(settings.options))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise UsageError("geonetwork.options", target=settings.name, where=where, why=first["msg"]) from None
    if not options.enabled:
        raise UsageError("geonetwork.off", target=settings.name)
    for address in (settings.url, str(options.token_url)):
        parts = urlsplit(address)
        if parts.scheme != "https" and parts.hostname not in LOOPBACK:
            raise UsageError("geonetwork.in-the-clear", target=settings.name, url=address)
    if settings.secret is None:
        raise UsageError("geonetwork.no-secret", target=settings.name)
    return options
