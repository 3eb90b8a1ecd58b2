"""Which of several languages a portal gets that keeps one text.

The rule: the language that was asked, else Dutch, else a text that is in no language, else English, French,
German, else the first by its tag. Where the portal's schema has a field for translations, it gets them all.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from catalogue.model import Text
from catalogue.targets.ckan.losses import Losses

__all__ = ["Tongue"]

THEN: Final = ("nl", "", "en", "fr", "de")


class Tongue(NamedTuple):
    asked: str

    def chosen(self, texts: Sequence[Text]) -> str | None:
        """Name the language, by its primary tag, of which the texts are taken; None where there are none."""
        spoken = {_primary(text.language) for text in texts}
        order = dict.fromkeys((self.asked, *THEN, *sorted(spoken)))
        return next((language for language in order if language in spoken), None)

    def one(self, texts: Sequence[Text], field: str, losses: Losses) -> str:
        """Give the first text in the language that is taken, and tell which others are left out."""
        taken = self.chosen(texts)
        if taken is None:
            return ""
        others = sorted({_primary(text.language) for text in texts} - {taken})
        if others:
            losses.tell("ckan-target.loss.languages", field, languages=", ".join(map(_named, others)))
        return next(text.value for text in texts if _primary(text.language) == taken)

    def all(self, texts: Sequence[Text], languages: Sequence[str]) -> dict[str, list[str]]:
        """Give the texts by those languages that a portal has; what is in no language counts as the asked."""
        said: dict[str, list[str]] = {}
        for text in texts:
            language = _primary(text.language) or self.asked
            if language in languages:
                said.setdefault(language, []).append(text.value)
        return said


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _named(language: str) -> str:
    return language or "-"
