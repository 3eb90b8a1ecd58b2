"""The language of one screen or document, with the one plural rule that Dutch and English share."""

from dataclasses import dataclass

from catalogue.messages import Language, say

__all__ = ["Speech"]


@dataclass(frozen=True, slots=True)
class Speech:
    """Speaks the messages of the catalogue in one language."""

    language: Language

    def say(self, key: str, **facts: object) -> str:
        return say(key, self.language, **facts)

    def count(self, key: str, count: int, **facts: object) -> str:
        """Say ``key.one`` or ``key.many``, whichever fits the count."""
        return self.say(f"{key}.{'one' if count == 1 else 'many'}", count=count, **facts)
