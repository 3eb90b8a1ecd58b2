"""The form of the file of targets: which keys it has, what each may hold, and an example of each.

Law: no password or token stands in it, only where one is found. A value that is none of those is not even
repeated in the error that refuses it.
"""

import re
from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from schedules.forms import Form, Slug, Url, Words, fault

__all__ = ["TARGET_FORMS", "GuardForm", "TargetForm", "TargetsForm"]

REFERENCE: Final = re.compile(r"env:[A-Za-z_][A-Za-z0-9_]*|keyring:[^/\s]+/\S+")
SECRET: Final = re.compile(r"(api_?)?key|.*(token|password|secret)|authorization", re.IGNORECASE)


def reference(value: Any) -> str:  # noqa: ANN401  whatever was typed, so that no error of another repeats it
    """Accept where a secret is to be found, never the secret."""
    if not isinstance(value, str) or not REFERENCE.fullmatch(value):
        raise fault("targets.secret-in-file", value="")
    return value


def without_secrets(value: dict[str, Any]) -> dict[str, Any]:
    """Accept what a kind of target knows, unless a key of it says that it is a secret."""
    named = next((name for name in value if SECRET.fullmatch(name)), None)
    if named is not None:
        raise fault("targets.secret-in-options", value="", name=named)
    return value


Reference = Annotated[Any, AfterValidator(reference)]
Options = Annotated[dict[str, Any], AfterValidator(without_secrets)]


class GuardForm(Form):
    """How much may be deleted without a person."""

    share: float = Field(0.2, ge=0, le=1, examples=["0.2"])
    floor: int = Field(5, ge=0, examples=["5"])


class TargetForm(Form):
    name: Slug = Field(examples=["portaal"])
    kind: Literal["feed", "ckan", "geonetwork"] = Field(examples=["ckan"])
    url: Url | None = Field(None, examples=["https://ckan.stad.example"])
    publishers: tuple[Slug, ...] = Field((), examples=["[gent]"])
    owners: dict[Slug, Words] = Field(default_factory=dict, examples=["{gent: stad-gent}"])
    secret: Reference = Field(None, examples=["env:CKAN_TOKEN", "keyring:oogst/portaal"])
    conflict: Literal["ask", "ours-wins", "theirs-stay"] = Field("ask", examples=["ask"])
    unpublished: Literal["keep", "delete"] = Field("keep", examples=["keep"])
    concurrency: int = Field(2, ge=1, le=8, examples=["2"])
    guard: GuardForm = Field(default=GuardForm(share=0.2, floor=5), examples=["{share: 0.2, floor: 5}"])
    options: Options = Field(default_factory=dict, examples=["{}"])

    @model_validator(mode="after")
    def somewhere(self) -> Self:
        if self.kind != "feed" and self.url is None:
            raise fault("targets.no-url", at=("kind",), value=self.kind)
        return self


class TargetsForm(Form):
    targets: tuple[TargetForm, ...] = Field(examples=["[{name: …, kind: ckan, url: https://…}]"])

    @model_validator(mode="after")
    def names_differ(self) -> Self:
        seen: set[str] = set()
        for index, target in enumerate(self.targets):
            if target.name in seen:
                raise fault("targets.same-name", at=("targets", index, "name"), value=target.name)
            seen.add(target.name)
        return self


TARGET_FORMS: Final[dict[str, type[Form]]] = {"guard": GuardForm, "targets": TargetForm}
