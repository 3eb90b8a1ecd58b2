"""The language of a text by its words, where nobody said it.

One law: the last resort, of title and description together, and only where they are long enough and all but
certain: at 60 signs and 0.9 it agreed with 99 of 100 tags of recorded texts (decision 23).
"""

from functools import cache
from typing import Final

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

__all__ = ["CERTAIN", "SHORTEST", "told_language"]

SHORTEST: Final = 60
"""Signs that a text must have; shorter ones are names and numbers."""
CERTAIN: Final = 0.9
_READ: Final = 400
"""Signs that are looked at: more cost time and change nothing."""
_TAGS: Final = {
    Language.DUTCH: "nl",
    Language.FRENCH: "fr",
    Language.ENGLISH: "en",
    Language.GERMAN: "de",
}
_NEIGHBOURS: Final = (Language.SPANISH, Language.PORTUGUESE, Language.ITALIAN)
"""Languages that would else be taken for the nearest of the four; in these nothing is told."""


def told_language(text: str) -> str:
    """Give the BCP 47 tag of the language that a text is in; empty where that is not certain."""
    if len(text) < SHORTEST:
        return ""
    best = _detector().compute_language_confidence_values(text[:_READ])[0]
    return _TAGS.get(best.language, "") if best.value >= CERTAIN else ""


@cache
def _detector() -> LanguageDetector:
    """Build the detector once, when the first text without a language comes by."""
    return LanguageDetectorBuilder.from_languages(*_TAGS, *_NEIGHBOURS).with_low_accuracy_mode().build()
