"""Every sentence a person reads, Dutch and English side by side, in ``messages.yaml``.

A message is a template for :meth:`str.format`; errors have three lines: ``what`` happened,
what still ``stands``, what to type ``next``.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from ruamel.yaml import YAML

__all__ = ["LANGUAGES", "Language", "keys", "say"]

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
PARTS = ("what", "stands", "next")
KEY: Final = re.compile(r"^([^\s#:]+):", re.MULTILINE)


def say(key: str, language: Language, /, **facts: object) -> str:
    """Give the message in one language, its parts joined by line ends. Raises KeyError on an unknown key."""
    return _page(_pages()[key])[key][language].format(**facts)


def keys() -> list[str]:
    """List every key of the message catalogue, sorted."""
    return sorted(_pages())


@cache
def _pages() -> dict[str, str]:
    """Tell on which page each key stands. Only pages that are spoken from are read as YAML."""
    pages = (page for page in files(__name__).iterdir() if page.name.endswith(".yaml"))
    return {key: page.name for page in pages for key in KEY.findall(page.read_text(encoding="utf-8"))}


@cache
def _page(name: str) -> dict[str, dict[str, str]]:
    content = YAML(typ="safe").load(files(__name__).joinpath(name).read_text(encoding="utf-8"))
    return {key: {lang: _joined(text[lang]) for lang in LANGUAGES} for key, text in content.items()}


def _joined(text: str | dict[str, str]) -> str:
    if isinstance(text, str):
        return text
    return "\n".join(text[part] for part in PARTS if part in text)
