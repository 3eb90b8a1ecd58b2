"""Names and tags that CKAN accepts: made valid here, so that none collides and none is refused."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from catalogue.targets.ckan.losses import Losses

__all__ = ["NAME", "dataset_name", "tag_of", "tags_of"]

NAME: Final = re.compile(r"[a-z0-9_-]{2,100}")
MOST_OF_TITLE: Final = 90
SHORTEST_TAG: Final = 2
LONGEST_TAG: Final = 100
NOT_IN_TAG: Final = re.compile(r"[^\w \-.]+")
SHOWN: Final = 20


def dataset_name(title: str, uuid: str) -> str:
    """Make the name in the address of a dataset: words of its title, and what no other entry has."""
    folded = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:MOST_OF_TITLE].strip("-")
    return f"{slug}-{uuid[:8]}" if slug else uuid[:8]


def tag_of(keyword: str) -> str:
    """Write a keyword with the signs that a tag may have; empty where no tag can be made of it."""
    spaced = " ".join(keyword.split())
    tag = re.sub(r"\s+", " ", NOT_IN_TAG.sub("-", spaced)).strip(" -")
    return tag if SHORTEST_TAG <= len(tag) <= LONGEST_TAG else ""


def tags_of(keywords: Iterable[str], losses: Losses) -> tuple[list[str], list[str]]:
    """Give the tags, each once; and, to be kept beside, the keywords that are no tag as they were written."""
    tags: set[str] = set()
    altered: set[str] = set()
    for keyword in keywords:
        tag = tag_of(keyword)
        tags |= {tag} - {""}
        if tag != keyword:
            altered.add(keyword)
    if altered:
        shown = ", ".join(sorted(altered)[:SHOWN])
        losses.tell("ckan-target.loss.tags", "tags", count=len(altered), keywords=shown)
    return sorted(tags), sorted(altered)
