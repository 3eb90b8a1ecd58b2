"""Looking at what a publisher's entries need: made again of what was kept, tried, and put in classes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from catalogue.testimony import NOTHING_OF_PUBLISHER, Answers, PublisherTestimony
from catalogue.views.stood import stood
from harvester.fixes.classes import sorted_out
from harvester.fixes.known import Known, Terms
from harvester.fixes.ranking import Looked
from harvester.fixes.trials import Desk
from harvester.fixes.what_if import Supposed, tried_out
from harvester.kept import FindSource
from harvester.rejudging import Reread, Unread, known_then, reread
from harvester.runs.memory import few_collections
from harvester.runs.rules import Rules

__all__ = ["Look"]


def _everything(_: Known) -> bool:
    return True


def _unknown(_: str) -> None:
    return None


@dataclass(slots=True, kw_only=True)
class Look:
    """One look at a publisher: under which rules, at which moment, with what known besides."""

    connection: Connection
    rules: Rules
    at: datetime
    find: FindSource = _unknown
    testimony: PublisherTestimony = NOTHING_OF_PUBLISHER
    unread: list[Unread] = field(default_factory=list)
    """Entries whose record cannot be read again; no fix of theirs is known."""

    @property
    def terms(self) -> Terms:
        rules = self.rules
        return Terms(rules.rubric, self.at, rules.base, rules.gate, rules.facts)

    def desk(self) -> Desk:
        return Desk(self.terms, self.rules.validator)

    def entries(self, publisher: str, uuids: Sequence[str] | None = None) -> Iterator[Known]:
        """Give what is known of the entries of a publisher as they stand, or of some of them."""
        standing = stood(self.connection, self.at, publisher=publisher, uuids=uuids)
        answers: dict[str, Answers] = {}
        batches = reread(self.connection, standing, rules=self.rules, day=self.at.date(), find=self.find)
        for batch in batches:
            read = [one for one in batch if isinstance(one, Reread)]
            self.unread += [one for one in batch if isinstance(one, Unread)]
            known = known_then(self.connection, read, self.at, answers)
            for one in read:
                told = known[one.stood.entry_id]
                yield Known(one.entry, one.record, list(one.findings), one.stood.first_seen, told)

    def looked(
        self,
        publisher: str,
        uuids: Sequence[str] | None = None,
        wanted: Callable[[Known], bool] = _everything,
    ) -> Looked:
        """Try entries, and give them in classes."""
        with few_collections():
            classes = sorted_out(filter(wanted, self.entries(publisher, uuids)), self.desk())
        return Looked(classes, self.rules.rubric, self.at, self.testimony)

    def supposed(
        self,
        publisher: str,
        supposed: Supposed,
        uuids: Sequence[str] | None = None,
        wanted: Callable[[Known], bool] = _everything,
    ) -> Looked:
        """Try what is supposed of the entries that are wanted; the others stay as they are."""
        with few_collections():
            classes = tried_out(self.entries(publisher, uuids), supposed, self.desk(), wanted)
        return Looked(classes, self.rules.rubric, self.at, self.testimony)
