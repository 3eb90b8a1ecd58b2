"""Which of several languages a portal gets that keeps one text, and where each goes in one that keeps more.

The rule for one: the language that was asked, else Dutch, else a text that is in no language, else English,
French, German, else the first by its tag. Where the portal's schema has a field for translations, every
language goes that both have, by its whole tag or else its primary one; what is in none counts as the asked,
or else as the portal's first.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from catalogue.model import Text
from catalogue.targets.ckan.losses import Losses

__all__ = ["Spoken", "Tongue"]

THEN: Final = ("nl", "", "en", "fr", "de")


class Spoken(tuple[Text, ...]):
    """One thing said in every language that it was said in."""

    __slots__ = ()


class Tongue(NamedTuple):
    asked: str

    def chosen(self, texts: Sequence[Text]) -> str | None:
        """Name the language, by its primary tag, of which the texts are taken; None where there are none."""
        spoken = {_primary(text.language) for text in texts}
        return min(spoken, key=self._rank, default=None)

    def among(self, languages: Iterable[str]) -> str:
        """Choose from the languages in which a thing is said; empty where it is said in none."""
        return min(languages, key=lambda tag: self._rank(_primary(tag)), default="")

    def _rank(self, language: str) -> tuple[int, str]:
        order = (self.asked, *THEN)
        return order.index(language) if language in order else len(order), language

    def one(self, texts: Sequence[Text], field: str, losses: Losses) -> str:
        """Give the first text in the language that is taken, and tell which others are left out."""
        taken = self.chosen(texts)
        if taken is None:
            return ""
        others = sorted({_primary(text.language) for text in texts} - {taken})
        if others:
            losses.tell("ckan-target.loss.languages", field, languages=", ".join(map(_named, others)))
        return next(text.value for text in texts if _primary(text.language) == taken)

    def throughout(self, value: Any, field: str, losses: Losses) -> Any:  # noqa: ANN401 -- whatever JSON can hold
        """Give a value in which everything that was said is one text."""
        if isinstance(value, Spoken):
            return self.one(value, field, losses)
        if isinstance(value, dict):
            return {name: self.throughout(one, f"{field}.{name}", losses) for name, one in value.items()}
        if isinstance(value, list):
            return [self.throughout(one, field, losses) for one in value]
        return value

    def each(
        self, texts: Sequence[Text], languages: Sequence[str]
    ) -> tuple[dict[str, list[str]], list[Text]]:
        """Give texts by the languages of a portal, and those in none of these; all go where it names none."""
        said: dict[str, list[str]] = {}
        left = []
        for text in texts:
            if language := self._place(text.language, languages):
                said.setdefault(language, []).append(text.value)
            else:
                left.append(text)
        return dict(sorted(said.items())), left

    def alone(self, texts: Sequence[Text]) -> tuple[dict[str, list[str]], list[Text]]:
        """Give the texts in the one language that is taken, by that language, and all others."""
        taken = self.chosen(texts)
        mine = [text for text in texts if _primary(text.language) == taken]
        left = [text for text in texts if _primary(text.language) != taken]
        return {taken or "": [text.value for text in mine]}, left

    def _place(self, tag: str, languages: Sequence[str]) -> str:
        spoken = (tag or self.asked).lower()
        if not languages:
            return _primary(spoken)
        same = (one for one in languages if one.lower() == spoken)
        related = (one for one in languages if _primary(one) == _primary(spoken))
        return next(same, "") or next(related, "") or ("" if tag else languages[0])


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _named(language: str) -> str:
    return language or "-"
