"""From what the form refuses to a sentence that names file, line, column and remedy."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final, NamedTuple
from zoneinfo import available_timezones

from pydantic_core import ErrorDetails

from catalogue.errors import UsageError
from schedules.forms import FORMS, Form, PublisherForm
from schedules.positions import Page, Path, Place

__all__ = ["Forms", "explain"]

LATE: Final = {"missing": 1, "too_short": 2}
SHOWN: Final = 80
"""Characters of a faulty value that an error repeats."""


class Forms(NamedTuple):
    """The form of a whole file, and the form behind each key that holds one or a list of them."""

    whole: type[Form]
    under: Mapping[str, type[Form]]


PUBLISHER: Final = Forms(PublisherForm, FORMS)


def explain(page: Page, faults: list[ErrorDetails], forms: Forms = PUBLISHER) -> UsageError:
    """Turn the first fault in the file into an error; the others show when it is mended.

    What is missing comes late: more often than not its key is there, mistyped. A list that is too short
    comes last: the faulty items in it are not counted.
    """
    found = [(LATE.get(fault["type"], 0), _explained(page, fault, forms)) for fault in faults]
    return min(found, key=lambda each: (each[0], each[1].facts["line"], each[1].facts["column"]))[1]


def _explained(page: Page, fault: ErrorDetails, forms: Forms) -> UsageError:
    path = _path(fault)
    form, key = _field(path, forms)
    match fault["type"]:
        case "extra_forbidden":
            return _unknown_key(page, path, form)
        case "missing":
            return page.error(
                "schedules.missing-key", page.around(path[:-1]), field=key, example=_example(form, key)
            )
        case "enum" | "literal_error":
            return _choice(page, path, key, fault)
        case "schedules.wrong-time-zone":
            return _like(
                page.around(path), page, fault["type"], str(fault["input"]), sorted(available_timezones())
            )
        case kind if kind.startswith(("schedules.", "overlays.", "targets.")):
            return _own(page, path, key, fault)
        case _:
            return page.error("schedules.wrong-value", page.around(path), **_facts(form, key, fault))


def _path(fault: ErrorDetails) -> Path:
    """Where the fault is: pydantic marks a faulty key of a mapping with a step of its own."""
    at = fault.get("ctx", {}).get("at", ())
    return tuple(step for step in (*fault["loc"], *at) if step != "[key]")


def _field(path: Path, forms: Forms) -> tuple[type[Form], str]:
    names = [step for step in path if isinstance(step, str)]
    form = forms.whole
    while len(names) > 1 and names[0] in forms.under:
        form = forms.under[names.pop(0)]
    return form, names[0] if names else ""


def _example(form: type[Form], key: str) -> str:
    field = form.model_fields.get(key)
    return str(field.examples[0]) if field and field.examples else ""


def _facts(form: type[Form], key: str, fault: ErrorDetails) -> dict[str, str]:
    return {"field": key, "value": _shown(fault["input"]), "example": _example(form, key)}


def _shown(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _unknown_key(page: Page, path: Path, form: type[Form]) -> UsageError:
    return _like(page.key(path), page, "schedules.unknown-key", str(path[-1]), list(form.model_fields))


def _choice(page: Page, path: Path, key: str, fault: ErrorDetails) -> UsageError:
    choices = str(fault["ctx"]["expected"]).split("'")[1::2]
    return _like(
        page.around(path), page, "schedules.wrong-choice", _shown(fault["input"]), choices, field=key
    )


def _like(place: Place, page: Page, kind: str, value: str, known: list[str], **facts: str) -> UsageError:
    """Ask whether the nearest known word was meant; say which words are known when none is near."""
    like = get_close_matches(value, known, n=1, cutoff=0.6)
    if like:
        return page.error(f"{kind}-like", place, value=value, like=like[0], **facts)
    return page.error(kind, place, value=value, known=", ".join(known), **facts)


def _own(page: Page, path: Path, key: str, fault: ErrorDetails) -> UsageError:
    facts = {name: fact for name, fact in fault.get("ctx", {}).items() if name != "at"}
    value = facts.pop("value", _shown(fault["input"]))
    return page.error(fault["type"], page.around(path), field=key, value=value, **facts)
