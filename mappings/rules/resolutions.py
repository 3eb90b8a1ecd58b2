"""How finely data show the world, in metres. One law: what is given in no known unit gives a note."""

import re
from decimal import Decimal
from typing import Final

from catalogue.model import Note
from mappings.reading import Given, Scope, Yield, cut
from mappings.rules.texts import plain_of

__all__ = ["metres"]

_NUMBER: Final = re.compile(r"(\d{1,9}(?:[.,]\d{1,9})?)\s*([A-Za-z]*)")
_UNITS: Final = {
    **dict.fromkeys(("", "m", "metre", "meter", "metres", "meters"), Decimal(1)),
    **dict.fromkeys(("km", "kilometre", "kilometer"), Decimal(1000)),
    **dict.fromkeys(("dm", "decimetre", "decimeter"), Decimal("0.1")),
    **dict.fromkeys(("cm", "centimetre", "centimeter"), Decimal("0.01")),
    **dict.fromkeys(("mm", "millimetre", "millimeter"), Decimal("0.001")),
}


def metres(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read a distance, with its unit in ``uom`` (ISO), behind the number, or none where metres are meant."""
    words = plain_of(raw).strip()
    if not words:
        return []
    unit = plain_of(raw.get("uom")) if type(raw) is dict else ""
    match = _NUMBER.fullmatch(words)
    size = None if match is None else _UNITS.get(_bare(unit or match[2]))
    if match is None or size is None:
        return [Note("number-unreadable", pointer, cut(f"{words} {unit}".strip()))]
    number = f"{Decimal(match[1].replace(',', '.')) * size:f}"
    plain = number.rstrip("0").rstrip(".") if "." in number else number
    return [Given(plain, plain, pointer, cut(f"{words} {unit}".strip()))] if Decimal(plain) else []


def _bare(unit: str) -> str:
    """Give the name of a unit without the list that an address or URN names it in."""
    return re.split(r"[:#/]", unit.strip())[-1].casefold()
