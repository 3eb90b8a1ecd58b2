"""RFC 4287 held against a feed: a grammar, and what no grammar can say."""

from functools import cache
from pathlib import Path

from lxml import etree

__all__ = ["breaches"]

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def breaches(document: bytes) -> list[str]:
    """Name what a feed does otherwise than the standard."""
    feed = etree.fromstring(document)
    grammar = _grammar()
    found = [] if grammar.validate(feed) else [str(error) for error in grammar.error_log]
    if not feed.findall("a:author", ATOM):
        entries = feed.findall("a:entry", ATOM)
        found += ["entry without an author" for one in entries if one.find("a:author", ATOM) is None]
    if feed.find("a:link[@rel='self']", ATOM) is None:
        found.append("a feed does not say where it stands")
    for one in (feed, *feed.iterfind("a:entry", ATOM)):
        found += _links(one)
    of = ("a:id", "a:updated")
    told = [tuple(one.findtext(name, "", ATOM) for name in of) for one in feed.iterfind("a:entry", ATOM)]
    found += ["an entry told twice"] if len(set(told)) < len(told) else []
    newest = max((updated for _, updated in told), default="")
    return found + (["older than its newest entry"] if newest > feed.findtext("a:updated", "", ATOM) else [])


def _links(about: etree._Element) -> list[str]:
    """Name alternates of one form and language, and an entry of which nothing can be read."""
    links = [one for one in about.iterfind("a:link", ATOM) if one.get("rel", "alternate") == "alternate"]
    kinds = [(one.get("type"), one.get("hreflang")) for one in links]
    found = ["two alternates of one kind"] if len(set(kinds)) < len(kinds) else []
    is_entry = etree.QName(about).localname == "entry"
    if is_entry and not links and about.find("a:content", ATOM) is None:
        found.append("an entry without content or alternate")
    return found


@cache
def _grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
