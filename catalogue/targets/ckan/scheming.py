"""The newer form: each field under its own name, exactly as far as the portal's schema has it.

What the schema lacks is left out and told, and never put among the extras: CKAN refuses an extra that has the
name of a field, and a portal that drew up a schema has said what it wants to keep.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from catalogue.model import Text
from catalogue.targets.ckan.codes import older_status
from catalogue.targets.ckan.losses import LONGEST, Losses
from catalogue.targets.ckan.parts import Part
from catalogue.targets.ckan.schema import Field
from catalogue.targets.ckan.tongue import Spoken, Tongue

__all__ = ["in_schema", "unfilled"]


def in_schema(
    given: Mapping[str, Any], fields: Mapping[str, Field], tongue: Tongue, losses: Losses, at: str = ""
) -> dict[str, Any]:
    """Fit what is known into the fields of a schema; ``at`` says where, for what is told."""
    fitted: dict[str, Any] = {}
    for name, value in given.items():
        found = _fields_for(name, value, fields)
        if not found:
            losses.tell("ckan-target.loss.no-field", f"{at}{name}")
        for field in found:
            # The plain field beside a translated one leaves nothing out.
            told = losses if field is found[-1] else Losses()
            kept = _fit(value, field, tongue, told, f"{at}{name}")
            if kept not in ("", None, [], {}):
                fitted[field.name] = kept
    return fitted


def _fields_for(name: str, value: Any, fields: Mapping[str, Field]) -> list[Field]:  # noqa: ANN401 -- any JSON
    """Find the field of a name, and last the one for its translations."""
    asked = [name, f"{name}_translated"] if isinstance(value, Spoken) else [name]
    return [fields[one] for one in asked if one in fields]


def _fit(value: Any, field: Field, tongue: Tongue, losses: Losses, at: str) -> Any:  # noqa: ANN401 -- whatever JSON can hold
    fitted: Any
    if field.translated:
        fitted = _by_language(value, field, tongue, losses, at)
    elif field.parts:
        fitted = _parts(value, field, tongue, losses, at)
    else:
        fitted = _plain(tongue.throughout(value, at, losses), field, losses, at)
    return fitted if _fits(fitted, losses, at) else None


def _by_language(value: Any, field: Field, tongue: Tongue, losses: Losses, at: str) -> dict[str, str]:  # noqa: ANN401 -- idem
    """Say a thing in each language that the field has; an address is in no language."""
    texts = value if isinstance(value, Spoken) else (Text(str(_single(value, losses, at))),)
    said, left = tongue.each(texts, field.languages)
    if left:
        others = ", ".join(sorted({text.language or "-" for text in left}))
        losses.tell("ckan-target.loss.other-languages", at, languages=others)
    return {language: words[0] for language, words in said.items()}


def _plain(value: Any, field: Field, losses: Losses, at: str) -> Any:  # noqa: ANN401 -- idem
    if field.choices:
        return _choice(value, field, losses, at)
    if field.several:
        return [value] if isinstance(value, str) else value
    return _single(value, losses, at)


def _parts(value: Sequence[Part], field: Field, tongue: Tongue, losses: Losses, at: str) -> list[Part]:
    if field.once and len(value) > 1:
        losses.tell("ckan-target.loss.first", at, count=len(value))
        value = value[:1]
    told = Losses()
    fitted = [in_schema(part, field.parts, tongue, told, f"{at}.") for part in value]
    losses.extend(one for place, one in enumerate(told) if one not in told[:place])
    return [part for part in fitted if part]


def _choice(value: Any, field: Field, losses: Losses, at: str) -> Any:  # noqa: ANN401 -- a code or a list of codes
    asked = value if isinstance(value, list) else [value]
    allowed = [found for one in asked if (found := _allowed(one, field))]
    if len(allowed) < len(asked):
        losses.tell("ckan-target.loss.no-choice", at, values=", ".join(map(str, asked)))
    return allowed if field.several else (allowed or [""])[0]


def _allowed(code: str, field: Field) -> str:
    return next((one for one in (code, older_status(code)) if one in field.choices), "")


def _single(value: Any, losses: Losses, at: str) -> Any:  # noqa: ANN401 -- a value, or the first of a list
    if not isinstance(value, list):
        return value
    if len(value) > 1:
        losses.tell("ckan-target.loss.first", at, count=len(value))
    return value[0] if value else ""


def _fits(value: Any, losses: Losses, at: str) -> bool:  # noqa: ANN401 -- whatever JSON can hold
    size = len(orjson.dumps(value))
    if size > LONGEST and at.rpartition(".")[2] not in {"notes", "description", "url"}:
        losses.tell("ckan-target.loss.too-long", at, bytes=size, most=LONGEST)
        return False
    return True


def unfilled(body: Mapping[str, Any], fields: Mapping[str, Field]) -> Iterator[str]:
    """Name the fields that a portal demands and nothing is known for, in which language too."""
    for name, field in sorted(fields.items()):
        value = body.get(name)
        if field.required and field.translated and field.languages:
            said = value if isinstance(value, Mapping) else {}
            for language in field.languages:
                if not any(said.get(one) for one in (language, *field.instead.get(language, ()))):
                    yield f"{name}[{language}]"
        elif field.required and value in (None, "", [], {}):
            yield name
