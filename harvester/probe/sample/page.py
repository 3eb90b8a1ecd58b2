"""Pages for people: what they are called, whether they say that something is missing, data within them."""

import re
from typing import Final

from harvester.probe.sample.found import Bytes, Found

__all__ = ["read_page"]

_TITLE: Final = re.compile(r"<title[^<>]*>(.{0,1000}?)</title>", re.IGNORECASE | re.DOTALL)
_HEADING: Final = re.compile(r"<h1[^<>]*>(.{0,1000}?)</h1>", re.IGNORECASE | re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_NOT_FOUND: Final = re.compile(
    r"\b404\b|not found|niet gevonden|bestaat niet|page introuvable|doesn.t exist|does not exist"
    r"|no longer available",
    re.IGNORECASE,
)
_ERROR: Final = re.compile(
    r"\b(?:403|50[0234])\b|server error|internal error|foutmelding|er ging iets|bad gateway"
    r"|unavailable|access denied|toegang geweigerd|forbidden|onderhoud|maintenance",
    re.IGNORECASE,
)
_LOGIN: Final = re.compile(r"\b(?:log ?in|sign ?in|aanmelden|inloggen|meld u aan)\b", re.IGNORECASE)
_PASSWORD: Final = re.compile(r"<input[^<>]{0,1000}type\s*=\s*[\"']?password", re.IGNORECASE)
_JSON_LD: Final = re.compile(r"<script[^<>]{0,1000}type\s*=\s*[\"']?application/ld\+json", re.IGNORECASE)
_RDFA: Final = re.compile(
    r"<[a-z][^<>]{0,1000}\s(?:typeof|property|vocab)\s*=\s*[\"'][^\"'<>]{1,500}[\"']", re.IGNORECASE
)
_OPEN_GRAPH: Final = re.compile(
    r"<meta[^<>]{0,1000}property\s*=\s*[\"'](?:og|fb|twitter|article):[^<>]{0,1000}>", re.IGNORECASE
)
_CHARTER_LINK: Final = re.compile(
    r"href\s*=\s*[\"']?[^\"'\s<>]{0,500}(?:smart\.?-?flanders|smartflanders)[^\"'\s<>]{0,300}charter",
    re.IGNORECASE,
)
_CHARTER_NAME: Final = re.compile(r"open[ -]?data[ -]?charter|charter (?:voor )?open data", re.IGNORECASE)
LONGEST: Final = 200


def read_page(_given: Bytes, text: str) -> Found:
    title = _words(_TITLE, text)
    heading = _words(_HEADING, text)
    return Found(
        "HTML",
        parses=True,
        page=True,
        facts={
            "page_title": title[:LONGEST],
            "error": _error(f"{title} | {heading}", text),
            "charter": _charter(text),
            "linked_data_in_page": bool(_JSON_LD.search(text) or _RDFA.search(_OPEN_GRAPH.sub("", text))),
        },
    )


def _charter(text: str) -> str:
    """Tell whether a page links to the charter of Smart Flanders, only names it, or does neither."""
    if _CHARTER_LINK.search(text):
        return "link"
    return "name" if _CHARTER_NAME.search(" ".join(_TAG.sub(" ", text).split())) else ""


def _error(said: str, text: str) -> str:
    if _NOT_FOUND.search(said):
        return "not-found-page"
    if _ERROR.search(said):
        return "error-page"
    return "login-page" if _PASSWORD.search(text) and _LOGIN.search(said) else ""


def _words(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return " ".join(_TAG.sub(" ", found[1][:4000]).split()) if found else ""
