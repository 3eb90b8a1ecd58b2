"""Which words of a JSON-LD block are schema.org's, by its ``@context``. No context is ever fetched.

``name``, ``schema:name``, ``http://schema.org/name`` and ``https://schema.org/name`` are one property.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Final

__all__ = ["PLAIN", "Naming"]

_SCHEMA: Final = re.compile(r"\s*https?://(?:www\.)?schema\.org(?:[/#]|\s*$)")
_PREFIX: Final = "schema:"


@dataclass(frozen=True, slots=True)
class Naming:
    """How names are read at one place of a block."""

    speaks: bool = True
    """Whether names without a prefix are schema.org's, as in a block without any context."""
    terms: dict[str, str] = field(default_factory=dict)
    """Names and prefixes that the block itself defines."""
    language: str = ""
    """Of texts that name none."""
    stated: bool = False
    """Whether there was a context at all."""

    def within(self, context: Any) -> "Naming":  # noqa: ANN401 -- any JSON value
        """Read on under a further context."""
        contexts = context if isinstance(context, list) else [context]
        own = [each for each in contexts if isinstance(each, dict)]
        adds = self.stated and len(own) == len(contexts) and not any("@vocab" in each for each in own)
        terms = {
            name: iri
            for each in own
            for name, value in each.items()
            if not name.startswith("@") and (iri := _iri(value))
        }
        languages = [each["@language"] for each in own if isinstance(each.get("@language"), str)]
        return Naming(
            speaks=any(_speaks(each) for each in contexts) or (adds and self.speaks),
            terms=self.terms | terms,
            language=languages[-1] if languages else self.language,
            stated=True,
        )

    def key(self, name: str) -> str:
        """Give the name of a property: bare when it is schema.org's, else with a mark that it is not."""
        meaning = self._meaning(name)
        if meaning.startswith("@"):
            return meaning
        return _local(meaning) or (name if self.speaks or ":" in name else f"?{name}")

    def type(self, name: str) -> str:
        """Give the name of a type of schema.org; empty for any other."""
        meaning = self._meaning(name)
        return _local(meaning) or (meaning if self.speaks and ":" not in meaning else "")

    def _meaning(self, name: str) -> str:
        meaning = self.terms.get(name, name)
        prefix, colon, rest = meaning.partition(":")
        return self.terms[prefix] + rest if colon and prefix in self.terms else meaning


PLAIN: Final = Naming()


def _local(iri: str) -> str:
    if iri.startswith(_PREFIX):
        return iri.removeprefix(_PREFIX)
    match = _SCHEMA.match(iri)
    return iri[match.end() :].strip() if match else ""


def _speaks(context: Any) -> bool:  # noqa: ANN401 -- any JSON value
    vocabulary = context.get("@vocab") if isinstance(context, dict) else context
    return isinstance(vocabulary, str) and _SCHEMA.match(vocabulary) is not None


def _iri(definition: Any) -> str:  # noqa: ANN401 -- idem
    named = definition.get("@id") if isinstance(definition, dict) else definition
    return named if isinstance(named, str) else ""
