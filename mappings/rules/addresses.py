"""Web addresses, identifiers and e-mail addresses. One law: what comes out is a valid absolute IRI."""

import re
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import quote, urlsplit

from pyoxigraph import NamedNode

from catalogue.model import Note
from catalogue.model.namespaces import expand
from mappings.reading import Given, Scope, Yield, cut
from mappings.rules.texts import is_placeholder, plain_of
from mappings.tables import placeholder_hosts

__all__ = [
    "Address",
    "address",
    "email",
    "identifier",
    "iri",
    "is_blank",
    "mail_of_iri",
    "page_of_iri",
    "reference",
    "scheme",
    "url",
]

_PLAIN: Final = re.compile(
    r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::\d{1,5})?(?:[/?#](?:[A-Za-z0-9._~:/?&=+,;@!$'()*-]|%[0-9A-Fa-f]{2})*)?"
)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NAMES: Final = ("http://", "https://", "urn:")
_XSD: Final = expand("xsd:")
_WEB: Final = ("http", "https", "ftp", "ftps")
_HOST: Final = re.compile(r"[^\s/?#<>\"{}|\\^`\x00-\x20%]+")
_LONE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ENCODED: Final = re.compile(r'[ "{}|^`\[\]]')
_HOPELESS: Final = re.compile(r"[<>\\\x00-\x1f\x7f]|\{\{|\}\}")
_MAIL: Final = re.compile(
    r"(?:mailto:\s*)*([A-Za-z0-9._+'&=~!$*-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,})",
    re.IGNORECASE,
)
_LONGEST: Final = 4000


class Address(NamedTuple):
    """A valid IRI, and whether it had to be repaired; ``iri`` is empty when there is none."""

    iri: str
    fault: str = ""


@lru_cache(maxsize=4096)
def address(words: str, *, web: bool) -> Address:
    """Read a web address (scheme and host) or, with ``web`` false, any absolute IRI."""
    if _PLAIN.fullmatch(words) and len(words) < _LONGEST:
        return _placeholder_host(words)
    words = words.strip()
    if not words or len(words) >= _LONGEST or _HOPELESS.search(words):
        return Address("", "iri-invalid" if words else "")
    if not _SCHEME.match(words) or (web and words.partition(":")[0].lower() not in _WEB):
        return Address("", "url-without-scheme")
    return _repaired(words, web=web)


def _placeholder_host(words: str) -> Address:
    host = words.split("/", 3)[2].lower()
    return Address("", "placeholder") if host in placeholder_hosts() else Address(words)


def _repaired(words: str, *, web: bool) -> Address:
    scheme, _, rest = words.partition(":")
    if rest.startswith("//"):
        host, _, tail = _parted(rest[2:])
        if not host or not _HOST.fullmatch(host):
            return Address("", "url-without-host")
        fixed = f"{scheme}://{host}{_encoded(tail)}"
    elif web:
        return Address("", "url-without-host")
    else:
        fixed = f"{scheme}:{_encoded(rest)}"
    if not _valid(fixed):
        return Address("", "iri-invalid")
    return Address(fixed, "" if fixed == words else "iri-repaired")


def _parted(rest: str) -> tuple[str, str, str]:
    cut_at = min((position for mark in "/?#" if (position := rest.find(mark)) >= 0), default=len(rest))
    return rest[:cut_at], "", rest[cut_at:]


def _encoded(tail: str) -> str:
    fixed = _ENCODED.sub(lambda match: quote(match[0], safe=""), _LONE_PERCENT.sub("%25", tail))
    head, mark, fragment = fixed.partition("#")
    return head + mark + fragment.replace("#", "%23")


def _valid(words: str) -> bool:
    try:
        NamedNode(words)
        urlsplit(words)
    except ValueError:
        return False
    return True


def url(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read a web address with scheme and host."""
    return _given(pointer, plain_of(raw), web=True)


def iri(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Any absolute IRI that the source gives as an identifier of a thing; blank nodes have none."""
    words = plain_of(raw)
    return [] if is_blank(words) else _given(pointer, words, web=False)


def _given(pointer: str, words: str, *, web: bool) -> Yield:
    if not words or words.isspace() or is_placeholder(words.strip()):
        return []
    found = address(words, web=web)
    notes = [Note(found.fault, pointer, cut(words))] if found.fault else []
    return [Given(found.iri, cut(found.iri), pointer, cut(words)), *notes] if found.iri else notes


def is_blank(words: str) -> bool:
    """Tell the label of a blank node, also one that another portal turned into an IRI."""
    return words.startswith("_:") or "/.well-known/genid/" in words or "/.well-known/skolem/" in words


def reference(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read the IRI of a node, silently nothing where it has no usable one."""
    words = raw.get("@id") if type(raw) is dict else raw
    if type(words) is not str or is_blank(words) or not words.startswith(_NAMES):
        return []
    found = address(words, web=False)
    return [Given(found.iri, cut(found.iri), pointer, cut(words))] if found.iri else []


def identifier(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read an identifier as plain text."""
    words = "".join(sign for sign in plain_of(raw).strip() if sign.isprintable())
    return [Given(words, cut(words), pointer, cut(words))] if words and not is_placeholder(words) else []


def scheme(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read by which scheme a notation is written: its datatype, where that says more than ``string``."""
    iri = expand(raw) if type(raw) is str else ""
    if not iri.startswith(("http://", "https://", "urn:")) or iri.startswith(_XSD):
        return []
    found = address(iri, web=False)
    return [Given(found.iri, cut(found.iri), pointer, cut(iri))] if found.iri else []


def email(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read an e-mail address as a ``mailto:`` IRI, only if the whole value is one."""
    words = plain_of(raw).strip()
    if not words or words.lower() == "mailto:":
        return []
    match = _MAIL.fullmatch(words.replace("%40", "@"))
    if match is None or match[1].partition("@")[0].lower() in ("onbekend", "unknown"):
        return [Note("email-invalid", pointer, cut(words))]
    found = f"mailto:{match[1]}"
    return [Given(found, found, pointer, cut(words))]


def mail_of_iri(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the e-mail address that a contact is named by."""
    words = plain_of(raw)
    return email(pointer, words, scope) if words.startswith("mailto:") else []


def page_of_iri(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the web address that a contact is named by, where the source gives nothing else."""
    found = reference(pointer, raw, scope)
    return [given for given in found if type(given) is Given and given.value.startswith(("http:", "https:"))]
