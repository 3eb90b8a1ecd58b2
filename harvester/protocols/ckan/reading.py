"""What is known while one portal is read: the way that is taken, what was met on it, where its clock is.

Law: a crawl that asked only for changes ends as such only if what is known and what is new make up the number
that the portal gives for all; else it goes on and reads the whole portal.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from catalogue.model import Content
from harvester.crawl.events import Event, RecordFailed
from harvester.crawl.job import Job
from harvester.crawl.page_size import PageSize
from harvester.crawl.steps import Ask
from harvester.protocols.ckan.addresses import list_url, of_organisation, search_url, with_resources_url
from harvester.protocols.ckan.moments import filter_since, moment_of
from harvester.protocols.ckan.packages import events_of, identifier_of, is_of, names_of
from harvester.protocols.ckan.ways import Way
from harvester.protocols.json_record import words_of

__all__ = ["NAMES", "PAGE_SIZE", "Reading", "reading_for"]

PAGE_SIZE: Final = 500
NAMES: Final = 1000
"""Names per page of ``package_list``."""
MOST_PASSED: Final = 1000
"""A portal where more than this is passed over is read whole every time."""


@dataclass(slots=True, kw_only=True)
class Reading:
    base: str
    part: str
    rows: PageSize
    known: frozenset[str] = frozenset()
    """Identifiers of all that is known of this portal and up to date."""
    since: datetime | None = None
    now: datetime
    way: Way = Way.BY_ID
    met: set[str] = field(default_factory=set)
    """Identifiers of the packages met on this way."""
    names: set[str] = field(default_factory=set)
    """All that the packages met are called."""
    told: set[str] = field(default_factory=set)
    """Identifiers of the packages that another way told of before."""
    passed: set[str] = field(default_factory=set)
    """Identifiers of what the portal counts and we pass over."""
    listed: set[str] = field(default_factory=set)
    """Names that ``package_list`` gave."""
    most: int = 0
    """The most that the portal said to have, while its pages were read."""
    newest: datetime | None = None

    def __post_init__(self) -> None:
        self.newest = self.since
        if self.since is not None:
            self.way = Way.CHANGES

    @property
    def is_search(self) -> bool:
        return self.way in {Way.CHANGES, Way.BY_ID, Way.BY_NAME}

    def ask(self, start: int = 0) -> Ask:
        """Ask for the page that begins at item ``start``, on the way that is taken."""
        rows = self.rows.now
        if self.way is Way.WITH_RESOURCES:
            return Ask(with_resources_url(self.base, start=start, rows=rows))
        if not self.is_search:
            return Ask(list_url(self.base, start=start, rows=NAMES if self.way is Way.PAGED_LIST else 0))
        sort = "name asc" if self.way is Way.BY_NAME else "id asc"
        return Ask(search_url(self.base, start=start, rows=rows, sort=sort, only=self._only()))

    def ask_total(self) -> Ask:
        """Ask how many there are, changed or not."""
        only = of_organisation(self.part) if self.part else ""
        return Ask(search_url(self.base, start=0, rows=0, only=only))

    def _only(self) -> str:
        part = [of_organisation(self.part)] if self.part else []
        changed = [filter_since(self.since)] if self.since and self.way is Way.CHANGES else []
        return " AND ".join(part + changed)

    def take(self, way: Way) -> None:
        """Go another way from its start; what was told already is not told again."""
        self.told |= self.met
        self.met.clear()
        self.way = way
        self.most = 0

    def is_new(self, package: Any) -> bool:  # noqa: ANN401 -- any JSON value
        """Tell whether a package was not met before on this way; what has no name always is."""
        identifier = identifier_of(package) if isinstance(package, dict) else ""
        return not identifier or identifier not in self.met

    def tell(self, package: Any, payload: str, pointer: str) -> Iterator[Event]:  # noqa: ANN401 -- idem
        """Report one package."""
        if not isinstance(package, dict):
            yield RecordFailed(pointer, "harvester.record.not-an-object", words_of(package))
            return
        identifier = identifier_of(package)
        self.met.add(identifier)
        self.names |= names_of(package)
        self._note_time(package)
        if identifier in self.told:
            return
        if self.part and not is_of(self.part, package, unless_said=self.is_search):
            self.passed.add(identifier)
            yield RecordFailed(pointer, "harvester.record.other-part", identifier[:200], skipped=True)
            return
        events = events_of(package, payload, pointer)
        failed = any(isinstance(event, RecordFailed) for event in events)
        (self.passed.add if failed else self.passed.discard)(identifier)
        yield from events

    def _note_time(self, package: Content) -> None:
        moment = moment_of(package.get("metadata_modified"), self.now)
        if moment is not None and (self.newest is None or moment > self.newest):
            self.newest = moment

    def adds_up_to(self, total: int) -> bool:
        """Tell whether what is known and what is new make up the portal's own number."""
        return len(self.known | self.passed | self.met) == total

    @property
    def bookmark(self) -> Content:
        """Say where to go on next time; nothing where there is no search, or too much is passed over."""
        if self.newest is None or not self.is_search or len(self.passed) > MOST_PASSED:
            return {}
        return {"since": self.newest.isoformat(), "passed": sorted(self.passed - {""})}


def reading_for(job: Job) -> Reading:
    """Begin to read the source of a job: from where the last crawl left off, if that was left to us."""
    source, remembered = job.source, job.remembered
    bookmark = remembered.bookmark if source.incremental and remembered.records else {}
    now = datetime.now(UTC)
    passed = bookmark.get("passed")
    return Reading(
        base=source.url,
        part=source.part,
        rows=PageSize(source.page_size or job.settings.page_size or PAGE_SIZE),
        known=frozenset(key.partition(" ")[2] for key in remembered.records),
        since=moment_of(bookmark.get("since"), now),
        now=now,
        passed={one for one in passed if isinstance(one, str)} if isinstance(passed, list) else set(),
    )
