"""Supposing that every value says something: what the rule on sensible values counts, taken away."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from catalogue.model import Dataset, Entry, Moment, Text
from harvester.fixes.actions import MAIL, WORDS, change
from harvester.fixes.kinds import Kind, action
from harvester.fixes.known import Known, Terms

__all__ = ["clear_nonsense"]

TAGS: Final = re.compile(r"</?[a-z][^<>]{0,200}>|&lt;/?[a-z][^&]{0,200}(?:&gt;)?", re.IGNORECASE)
MAILBOX: Final = re.compile(r"mailto:[^@\s]+@[^@\s]+\.[^@\s.]+")
NAME: Final = "Naam van de dataset"


@action
def clear_nonsense(known: Known, _: Kind, terms: Terms) -> Known | None:
    """Take the place of what says nothing or something wrong, and of what the mapping could not use."""
    suspects = terms.parameters("placeholders")
    if suspects is None:
        return None
    left = [note for note in known.entry.notes if note.code not in suspects.notes]

    def how(made: Entry) -> bool:
        done = [_texts(made, suspects), _contact(made, suspects), _dates(made, terms)]
        done += [len(left) < len(made.notes), bool(known.record.damage)]
        made.notes = left
        return any(done)

    found = change(known, terms, how)
    return found and found._replace(record=replace(known.record, damage=()))


def _texts(made: Entry, suspects: Any) -> bool:  # noqa: ANN401  parameters of a rule
    resource = made.resource
    before = resource.title, resource.description, resource.keywords
    resource.title = [_said(text, NAME, suspects) for text in resource.title]
    resource.description = [_said(text, WORDS, suspects) for text in resource.description]
    if any(text in resource.description for text in resource.title):
        resource.description = [Text(WORDS, text.language) for text in resource.description[:1]]
    clean = (text._replace(value=TAGS.sub("", text.value)) for text in resource.keywords)
    resource.keywords = [text for text in clean if not _says_nothing(text.value, suspects)]
    return (resource.title, resource.description, resource.keywords) != before


def _said(text: Text, instead: str, suspects: Any) -> Text:  # noqa: ANN401  parameters of a rule
    clean = TAGS.sub("", text.value)
    return text._replace(value=instead if _says_nothing(clean, suspects) else clean)


def _says_nothing(text: str, suspects: Any) -> bool:  # noqa: ANN401  parameters of a rule
    said = text.strip().casefold()
    return not said or said.startswith(suspects.openings) or said in suspects.placeholders


def _contact(made: Entry, suspects: Any) -> bool:  # noqa: ANN401  parameters of a rule
    contact = made.resource.contact
    if contact is None:
        return False
    mail, name = contact.email, contact.name
    if mail and (not MAILBOX.fullmatch(mail) or mail.rpartition("@")[2] in suspects.hosts):
        mail = f"mailto:{MAIL}"
    if name and _says_nothing(name, suspects):
        name = ""
    made.resource.contact = replace(contact, email=mail, name=name)
    return made.resource.contact != contact


def _dates(made: Entry, terms: Terms) -> bool:
    """Set what lies in the future to the day of the look."""
    day = Moment(terms.at.date().isoformat(), "date")
    nodes: list[Any] = [made.resource]
    if isinstance(made.resource, Dataset):
        nodes += made.resource.distributions
    wrong = [(node, name) for node in nodes for name in _future(node, day)]
    for node, name in wrong:
        setattr(node, name, day)
    return bool(wrong)


def _future(node: object, day: Moment) -> Iterable[str]:
    for name in ("issued", "modified", "created"):
        found = getattr(node, name, None)
        if isinstance(found, Moment) and found.lexical[:10] > day.lexical[: len(found.lexical)]:
            yield name
