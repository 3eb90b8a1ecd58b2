"""What keeps an anonymous visitor out, and where redirects end instead of at what was asked for."""

import re
from typing import Final
from urllib.parse import urlsplit

from harvester.probe.reply import Reply

__all__ = ["astray", "barrier"]

_LOGIN_HOST: Final = re.compile(r"^(?:login|signin|auth|sso|idp|accounts?|authenticatie)\d?\.", re.IGNORECASE)
_LOGIN: Final = re.compile(
    r"(?:^|[/._-])(?:log-?in|sign-?in|log-?on|aanmelden|inloggen|oauth2?|saml2?|sso|adfs|authenticate|openid-connect)"
    r"(?:[/._?-]|$)",
    re.IGNORECASE,
)
_NOT_FOUND: Final = re.compile(
    r"(?:^|[/._=-])(?:404|not-?found|page-?not-?found|niet-?gevonden|pagina-niet-gevonden|foutpagina|error-?page)"
    r"(?:[/._?&-]|$)",
    re.IGNORECASE,
)
_HOME: Final = re.compile(
    r"/?(?:[a-z]{2}(?:-[a-z]{2})?)?/?(?:index\.(?:html?|php|aspx)|home|start|default\.aspx)?/?", re.IGNORECASE
)
_KEY: Final = re.compile(
    rb"api[ _-]?(?:key|sleutel)|subscription[ _-]?key|access[ _-]?token|missing[^.]{0,20}token|app_?id",
    re.IGNORECASE,
)
LOOKED_AT: Final = 4096
"""Bytes of a refusal in which the word of a key is looked for."""


def barrier(asked: str, reply: Reply) -> str:
    """Say what keeps us out: ``login``, ``api-key``, ``forbidden``; empty where nothing does."""
    if reply.status in {401, 403, 407}:
        if _KEY.search(reply.body[:LOOKED_AT]) or "key" in reply.headers.get("www-authenticate", "").lower():
            return "api-key"
        return "login" if reply.status == 401 else "forbidden"  # noqa: PLR2004  credentials wanted
    if reply.url != asked and _is_login(reply.url) and not _is_login(asked):
        return "login"
    return ""


def astray(asked: str, reply: Reply) -> str:
    """Say where redirects ended: ``not-found``, ``home``; empty where that is what was asked for."""
    if reply.url == asked or not 200 <= reply.status < 300:  # noqa: PLR2004  it says itself that it is none
        return ""
    start, end = urlsplit(asked), urlsplit(reply.url)
    if _NOT_FOUND.search(f"{end.path}?{end.query}") and not _NOT_FOUND.search(f"{start.path}?{start.query}"):
        return "not-found"
    was_home = _HOME.fullmatch(start.path) is not None and not start.query
    is_page = "html" in reply.headers.get("content-type", "html")
    if is_page and not was_home and _HOME.fullmatch(end.path) and not end.query:
        return "home"
    return ""


def _is_login(url: str) -> bool:
    parts = urlsplit(url)
    return bool(_LOGIN_HOST.match(parts.hostname or "") or _LOGIN.search(parts.path))
