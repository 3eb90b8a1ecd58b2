"""Codes of ours under the names that CKAN has for them, from ``codes.toml``."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from catalogue.graph.codes import look_up

__all__ = ["format_name", "licence_id", "media_type", "older_status", "plain_address"]


def format_name(iri: str) -> str:
    """Name a file type, or the protocol of a service, as CKAN does where it knows it; else by its code."""
    code = _last(iri)
    named: str = _pages()["formats"].get(code, "")
    if named or not code:
        return named
    return look_up(iri).label if "_" in code else code


def media_type(iri: str) -> str:
    """Give the media type in an IRI of the IANA list; another IRI as it is."""
    found = re.search(r"iana\.org/assignments/media-types/([^/#]+/[^/#]+)$", iri)
    return found[1] if found else iri


def older_status(iri: str) -> str:
    """Give the same status in the ADMS list; empty where that has none."""
    found: str = _pages()["statuses"].get(_last(iri), "")
    return found


def licence_id(iri: str, known: Mapping[str, str]) -> str:
    """Find a licence among those that a portal knows, by its address there or by its usual id; else empty."""
    address = plain_address(iri)
    if address in known:
        return known[address]
    usual = _pages()["licences"].get(address, ())
    return next((known[one.lower()] for one in usual if one.lower() in known), "")


def plain_address(url: str) -> str:
    """Write an address so that two that mean one page are equal: no scheme, no ``www``, no last slash."""
    bare = re.sub(r"^https?://(?:www\.)?", "", url.strip().lower())
    return re.sub(r"/(?:deed(?:\.\w+)?|legalcode)?/*$", "", bare)


def _last(iri: str) -> str:
    return re.split(r"[/#]", iri.rstrip("/#"))[-1]


@cache
def _pages() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("codes.toml").read_text(encoding="utf-8"))
