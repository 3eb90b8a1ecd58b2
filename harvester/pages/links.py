"""Links as pages write them: relative, with blanks, without a host, or leading nowhere."""

from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit

__all__ = ["bare", "page_key", "same_page", "web_link"]

LONGEST: Final = 4000


def web_link(base: str, href: str) -> str:
    """Resolve a link; empty for what is no web address: ``mailto:``, ``javascript:``, nonsense."""
    try:
        joined = urljoin(base, href.strip())
        parts = urlsplit(joined)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or True)
    except ValueError:
        return ""
    return joined if usable and len(joined) < LONGEST else ""


def bare(url: str) -> str:
    """Give the address without its fragment: what is asked of a server."""
    return urldefrag(url)[0]


def same_page(one: str, other: str) -> bool:
    """Tell whether two addresses are one page, as :func:`page_key` has it."""
    return page_key(one) == page_key(other)


def page_key(url: str) -> str:
    """Give what an address is known by: without scheme, ``www.``, fragment and closing slash."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = parts.netloc.lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"
