"""The newer form: each field under its own name, exactly as far as the portal's schema has it.

What the schema lacks is left out and told, and never put among the extras: CKAN refuses an extra that has the
name of a field, and a portal that drew up a schema has said what it wants to keep.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import orjson

from catalogue.targets.ckan.codes import older_status
from catalogue.targets.ckan.losses import LONGEST, Losses
from catalogue.targets.ckan.parts import Part
from catalogue.targets.ckan.schema import Field, Schema
from catalogue.targets.ckan.tongue import Tongue

__all__ = ["Speaks", "in_schema", "unfilled"]


class Speaks(NamedTuple):
    """The language that was asked, and those of a portal's translated fields."""

    tongue: Tongue
    languages: Sequence[str]


def in_schema(
    given: Mapping[str, Any], fields: Mapping[str, Field], speaks: Speaks, losses: Losses, at: str = ""
) -> dict[str, Any]:
    """Fit what is known into the fields of a schema; ``at`` says where, for what is told."""
    fitted: dict[str, Any] = {}
    for name, value in given.items():
        field = fields.get(name)
        if field is None:
            _tell_missing(name, fields, losses, at)
            continue
        told = _by_language(value, speaks) if field.translated else value
        kept = _fit(told, field, losses, f"{at}{name}")
        if kept not in ("", None, [], {}):
            fitted[name] = kept
    return fitted


def _tell_missing(name: str, fields: Mapping[str, Field], losses: Losses, at: str) -> None:
    if not name.endswith("_translated") and f"{name}_translated" not in fields:
        losses.tell("ckan-target.loss.no-field", f"{at}{name}")


def _by_language(texts: Any, speaks: Speaks) -> dict[str, str]:  # noqa: ANN401 -- Texts, or a text
    if isinstance(texts, str):
        return {speaks.tongue.asked: texts} if speaks.tongue.asked in speaks.languages else {}
    return {
        language: said[0] for language, said in sorted(speaks.tongue.all(texts, speaks.languages).items())
    }


def _fit(value: Any, field: Field, losses: Losses, at: str) -> Any:  # noqa: ANN401 -- whatever JSON can hold
    fitted: Any
    if field.parts:
        fitted = _parts(value, field, losses, at)
    elif field.choices:
        fitted = _choice(value, field, losses, at)
    elif field.several:
        fitted = [value] if isinstance(value, str) else value
    elif isinstance(value, list):
        fitted = _single(value, losses, at)
    else:
        fitted = value
    return fitted if _fits(fitted, losses, at) else None


def _parts(value: Sequence[Part], field: Field, losses: Losses, at: str) -> list[Part]:
    if field.once and len(value) > 1:
        losses.tell("ckan-target.loss.first", at, count=len(value))
        value = value[:1]
    unknown = sorted({name for part in value for name in part} - field.parts.keys())
    for name in unknown:
        losses.tell("ckan-target.loss.no-field", f"{at}.{name}")
    told = (
        {
            name: kept
            for name, one in part.items()
            if name in field.parts and (kept := _fit(one, field.parts[name], losses, f"{at}.{name}"))
        }
        for part in value
    )
    return [part for part in told if part]


def _choice(value: Any, field: Field, losses: Losses, at: str) -> Any:  # noqa: ANN401 -- a code or a list of codes
    asked = value if isinstance(value, list) else [value]
    allowed = [found for one in asked if (found := _allowed(one, field))]
    if len(allowed) < len(asked):
        losses.tell("ckan-target.loss.no-choice", at, values=", ".join(map(str, asked)))
    return allowed if field.several else (allowed or [""])[0]


def _allowed(code: str, field: Field) -> str:
    return next((one for one in (code, older_status(code)) if one in field.choices), "")


def _single(value: list[Any], losses: Losses, at: str) -> Any:  # noqa: ANN401 -- the first of a list
    if len(value) > 1:
        losses.tell("ckan-target.loss.first", at, count=len(value))
    return value[0] if value else ""


def _fits(value: Any, losses: Losses, at: str) -> bool:  # noqa: ANN401 -- whatever JSON can hold
    size = len(orjson.dumps(value))
    if size > LONGEST and at.rpartition(".")[2] not in {"notes", "notes_translated", "description", "url"}:
        losses.tell("ckan-target.loss.too-long", at, bytes=size, most=LONGEST)
        return False
    return True


def unfilled(body: Mapping[str, Any], fields: Mapping[str, Field], schema: Schema) -> list[str]:
    """Name the fields that a portal demands and nothing is known for, in which language too."""
    wanting = []
    for name, field in sorted(fields.items()):
        if not field.required:
            continue
        value = body.get(name)
        if field.translated:
            said = value if isinstance(value, Mapping) else {}
            wanting += [f"{name}[{language}]" for language in schema.languages if not said.get(language)]
        elif value in (None, "", []):
            wanting.append(name)
    return wanting
