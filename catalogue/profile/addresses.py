"""Whether an address can be one: an absolute IRI, and behind ``mailto:`` or ``tel:`` what belongs there."""

import re
from functools import lru_cache
from typing import Final

__all__ = ["address_flaw"]

_IRI: Final = re.compile(r"""(?!https?:(?!//[^/?#]))[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]+""")
_LABEL: Final = r"[^\s@.,;:<>()\[\]%/]+"
_MAILTO: Final = re.compile(rf"mailto:[^\s@,;:<>()\[\]/]+@{_LABEL}(\.{_LABEL})+(\?[^\s]*)?", re.IGNORECASE)
_TEL: Final = re.compile(
    r"tel:(\+[\d().-]*\d[\d().-]*|[\d*#().-]+;phone-context=[^;]+)(;[^\s]+)?", re.IGNORECASE
)


@lru_cache(maxsize=8192)
def address_flaw(iri: str) -> str:
    """Name the rule that an IRI breaks, or nothing. Follows RFC 3987, 6068 and 3966."""
    if _IRI.fullmatch(iri) is None:
        return "iri-not-valid"
    scheme = iri[:7].lower()
    if scheme == "mailto:" and _MAILTO.fullmatch(iri) is None:
        return "email-not-valid"
    if scheme.startswith("tel:") and _TEL.fullmatch(iri) is None:
        return "phone-not-valid"
    return ""
