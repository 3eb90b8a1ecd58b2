"""What Opendatasoft has of its own: two dates of change, credits in a list, and codes of places.

One law: its software's clock is no change of the data.
"""

import re
from typing import Final

from mappings.reading import Given, Scope, Yield
from mappings.rules.moments import moment
from mappings.rules.places import known_place
from mappings.rules.texts import plain_of, text

__all__ = ["credits_of", "modified_data", "place_of_reference"]

_REFERENCE: Final = re.compile(r"be_\d{1,3}_(\d{5})")
_NIS: Final = "http://vocab.belgif.be/auth/refnis2025/"


def modified_data(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read when the data changed: ``modified``, unless the portal lets that follow the description too."""
    if type(raw) is not dict:
        return []
    follows = raw.get("modified_updates_on_metadata_change") is True
    order = ("data_processed", "modified") if follows else ("modified", "data_processed")
    for name in order:
        found = moment(f"{pointer}/{name}", raw.get(name), scope)
        if found:
            return found
    return []


def credits_of(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read those who must be credited as one text: the profile allows one statement of rights."""
    named = raw.get("attributions") if type(raw) is dict else None
    names = [plain_of(name).strip() for name in (named if type(named) is list else [named])]
    words = "; ".join(name for name in names if name)
    return text(f"{pointer}/attributions", words, scope) if words else []


def place_of_reference(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a Belgian place from its code, which ends in its NIS code (``be_80_44021``)."""
    match = _REFERENCE.fullmatch(plain_of(raw))
    found = known_place(pointer, _NIS + match[1], scope) if match else []
    return [item._replace(original=plain_of(raw)) if type(item) is Given else item for item in found]
