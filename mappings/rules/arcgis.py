"""What ArcGIS Hub has of its own: paths of categories, extents as bare corners, thumbnails by their name.

One law: the stock pictures and empty extents of the software say nothing of the data.
"""

import re
from typing import Final

from catalogue.model import Note
from mappings.reading import Given, Scope, Yield, cut
from mappings.rules.addresses import address
from mappings.rules.codes import known_only, theme
from mappings.rules.places import box
from mappings.rules.texts import keyword, plain_of
from mappings.tables import exports

__all__ = ["category_theme", "item_extent", "tag", "thumbnail"]

_ROOT: Final = "/Categories"
_ITEM: Final = re.compile(r"[0-9a-f]{32}")
_STOCK: Final = re.compile(r"thumbnail/(?:ago_downloaded|desktopapp|default_thumb)\.\w+", re.IGNORECASE)
_PICTURE: Final = re.compile(r"thumbnail/[A-Za-z0-9._-]+\.\w{3,4}")
_CORNERS: Final = 2
_known_theme: Final = known_only(theme)


def tag(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a keyword: a tag, or the last part of the path of a category."""
    words = plain_of(raw).strip()
    if not words.startswith("/"):
        return keyword(pointer, raw, scope)
    label = _label(raw)
    return [_whole(item, raw) for item in keyword(pointer, label, scope)] if label else []


def category_theme(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the theme that a category is called after; silently nothing where it is not on the list."""
    return [_whole(item, raw) for item in _known_theme(pointer, _label(raw), scope)]


def _label(raw: object) -> str:
    words = plain_of(raw).strip()
    return "" if words == _ROOT else words.rpartition("/")[2]


def _whole(item: Given | Note, raw: object) -> Given | Note:
    return item._replace(original=cut(plain_of(raw)))


def item_extent(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the extent of an item, two corners in degrees, unless the software calls it invalid."""
    corners = raw.get("itemExtent") if type(raw) is dict else None
    numbers = _numbers(corners)
    if type(raw) is not dict or raw.get("validExtent") is False or not numbers:
        return []
    return box(f"{pointer}/itemExtent", ",".join(str(number) for number in numbers), scope)


def _numbers(corners: object) -> list[int | float]:
    """Give the numbers of two corners; empty where they are not two."""
    pairs = [one for one in corners if type(one) is list] if type(corners) is list else []
    numbers = [number for pair in pairs for number in pair if type(number) in (int, float)]
    return numbers if len(pairs) == _CORNERS and len(numbers) == _CORNERS * 2 else []


def thumbnail(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read the address of the picture that an item was given; those that the software deals out are none."""
    item = raw if type(raw) is dict else {}
    identifier = plain_of(item.get("itemId")) or plain_of(item.get("id")).partition("_")[0]
    for name in ("thumbnailUrl", "thumbnail"):
        words = plain_of(item.get(name)).strip()
        if _STOCK.search(words):
            return []
        found = address(words, web=True).iri if words.startswith("http") else ""
        if not found and _PICTURE.fullmatch(words) and _ITEM.fullmatch(identifier):
            found = exports().hub.thumbnail.format(item=identifier, thumbnail=words)
        if found:
            return [Given(found, cut(found), f"{pointer}/{name}", cut(words))]
    return []
