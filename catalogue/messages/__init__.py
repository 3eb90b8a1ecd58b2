"""Every sentence a person reads, Dutch and English side by side, in ``messages.yaml``.

A message is a template for :meth:`str.format`; errors have three lines: ``what`` happened,
what still ``stands``, what to type ``next``.
"""

from functools import cache
from importlib.resources import files
from typing import Literal

from ruamel.yaml import YAML

__all__ = ["LANGUAGES", "Language", "keys", "say"]

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
PARTS = ("what", "stands", "next")


def say(key: str, language: Language, /, **facts: object) -> str:
    """Give the message in one language, its parts joined by line ends. Raises KeyError on an unknown key."""
    return _catalogue()[key][language].format(**facts)


def keys() -> list[str]:
    """List every key of the message catalogue, sorted."""
    return sorted(_catalogue())


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for page in sorted(files(__name__).iterdir(), key=lambda file: file.name):
        if page.name.endswith(".yaml"):
            content = YAML(typ="safe").load(page.read_text(encoding="utf-8")) or {}
            found |= {key: {lang: _joined(text[lang]) for lang in LANGUAGES} for key, text in content.items()}
    return found


def _joined(text: str | dict[str, str]) -> str:
    if isinstance(text, str):
        return text
    return "\n".join(text[part] for part in PARTS if part in text)
