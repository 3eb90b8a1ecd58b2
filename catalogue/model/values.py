"""Literal values with what belongs to them: a text and its language, a moment and its precision."""

from typing import Literal, NamedTuple

__all__ = ["Moment", "Text"]


class Text(NamedTuple):
    """A text and its BCP 47 language tag; an empty tag means that nobody said which language it is."""

    value: str
    language: str = ""


class Moment(NamedTuple):
    """A date or time as XML Schema writes it, in the precision that the source gave and no more."""

    lexical: str
    datatype: Literal["date", "dateTime", "gYear", "gYearMonth"]
