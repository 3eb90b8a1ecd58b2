"""E-mail addresses: whether one can be written to, and whether a service of its own stands behind it."""

import re
from collections.abc import Collection
from typing import Final

from catalogue.model import PublisherFacts

__all__ = ["is_generic", "is_mail"]

MAIL: Final = re.compile(r"[^@\s:<>]+@[^@\s<>]+\.[^@\s.<>]+")


def is_mail(address: str) -> bool:
    """Tell whether an address (without ``mailto:``) is written as one."""
    return MAIL.fullmatch(address) is not None


def is_generic(address: str, facts: PublisherFacts | None, boxes: Collection[str]) -> bool:
    """Tell whether an address is that of a house as a whole: by its box, or by the publisher's own word."""
    plain = address.casefold()
    if plain.partition("@")[0] in boxes:
        return True
    return facts is not None and plain in facts.charter.generic_contacts
