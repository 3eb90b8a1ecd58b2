"""GeoNetwork as a target of a push: Metadata Vlaanderen, or another with the same schema plugin.

It writes only what bears our mark, reads before it writes, and never tries a second time by itself. Tested
against a stand-in only: nobody has tried it on the real platform.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from threading import Lock
from time import monotonic, sleep
from typing import Final

from catalogue.errors import TargetError, UsageError
from catalogue.targets.geonetwork.connection import Connection
from catalogue.targets.geonetwork.fields import portrait
from catalogue.targets.geonetwork.records import Hit, Person, Processing, Records
from catalogue.targets.geonetwork.settings import GeoNetworkOptions, options_of
from catalogue.targets.geonetwork.shaping import shape_record
from catalogue.targets.geonetwork.standing import NOT_FOUND, body_of, differences, held_of, same_content
from catalogue.targets.geonetwork.tokens import Tokens
from catalogue.targets.geonetwork.trial import for_trial
from catalogue.targets.geonetwork.workflow import ENDED, steps
from catalogue.targets.push import (
    Body,
    Difference,
    EntryAlteredError,
    EntryRefusedError,
    Held,
    Refusal,
    TargetBusyError,
    TargetSettings,
    Wanted,
)
from catalogue.targets.push.losing import Loss

__all__ = ["GeoNetwork", "open_target"]

ADMINISTRATOR: Final = "Administrator"
PAUSE: Final = 0.5
"""Seconds before the index is asked a second time; twice as long each time after."""


@contextmanager
def begun() -> Iterator[None]:
    """Say of whatever breaks in it that something may have been done: what came before it was."""
    try:
        yield
    except TargetBusyError as error:
        error.unclear = True
        raise


def open_target(
    settings: TargetSettings,
    *,
    clock: Callable[[], float] = monotonic,
    pause: Callable[[float], None] = sleep,
) -> "GeoNetwork":
    """Open a GeoNetwork as it is configured. Raises UsageError when it is off or not wholly configured."""
    options = options_of(settings)
    if settings.secret is None:
        raise UsageError("geonetwork.no-secret", target=settings.name)
    tokens = Tokens(
        str(options.token_url),
        options.client_id,
        settings.secret,
        options.scopes,
        timeout=options.timeout,
        clock=clock,
    )
    connection = Connection(settings.url, tokens, timeout=options.timeout)
    return GeoNetwork(settings, options, connection, clock=clock, pause=pause)


class GeoNetwork:
    """One platform, with the rights of one client."""

    def __init__(
        self,
        settings: TargetSettings,
        options: GeoNetworkOptions,
        connection: Connection,
        *,
        clock: Callable[[], float],
        pause: Callable[[float], None],
    ) -> None:
        self._settings = settings
        self._options = options
        self._connection = connection
        self._records = Records(connection, transform_with=options.transform_with)
        self._clock = clock
        self._pause = pause
        self._lending = Lock()
        self._lent = ""

    @property
    def name(self) -> str:
        return self._settings.name

    @property
    def apart(self) -> bool:
        """Tell that each record has exactly one resource, as in the feed that the platform fetches."""
        return True

    def identity(self) -> str:
        return f"{self._connection.url} {self._records.site()}"

    def ready(self, publishers: Collection[str]) -> Sequence[Refusal]:
        """List what keeps it from taking anything: who we are there, and which groups we may write to."""
        person = self._records.person()
        if person is None:
            return [Refusal("geonetwork.not-ready.nobody", {"target": self.name})]
        found = [self._group_refusal(each, person) for each in sorted(publishers)]
        return [each for each in found if each is not None]

    def _group_refusal(self, publisher: str, person: Person) -> Refusal | None:
        owner = self._settings.owners.get(publisher, "")
        facts = {"publisher": publisher, "group": owner, "target": self.name}
        if not owner:
            return Refusal("geonetwork.not-ready.no-group", facts)
        number = self._numbers.get(owner, owner if owner in self._numbers.values() else "")
        if not number:
            return Refusal("geonetwork.not-ready.unknown-group", facts)
        if person.profile == ADMINISTRATOR:
            return None
        if number not in person.editor_of | person.reviewer_of:
            return Refusal("geonetwork.not-ready.no-rights", facts)
        if self._options.until == "approved" and number not in person.reviewer_of:
            return Refusal("geonetwork.not-ready.no-reviewer", facts)
        return None

    @cached_property
    def _numbers(self) -> Mapping[str, str]:
        """The groups of the platform, name → number."""
        return self._records.groups()

    def _number(self, owner: str) -> str:
        return self._numbers.get(owner, owner)

    def shape(self, wanted: Wanted) -> Body | Refusal:
        group = self._settings.owners.get(wanted.publisher, "")
        if not group:
            facts = {"publisher": wanted.publisher, "group": "", "target": self.name}
            return Refusal("geonetwork.not-ready.no-group", facts)
        shaped = shape_record(wanted)
        if isinstance(shaped, Refusal):
            return shaped
        found = portrait(shaped.record)
        if found is None or found.uuid != wanted.uuid or found.mark is None:
            return Refusal("geonetwork.refused.misread", {"title": wanted.title, "uuid": wanted.uuid})
        if found.mark.base != self._options.installation:
            facts = {"title": wanted.title, "base": found.mark.base}
            return Refusal("geonetwork.refused.installation", facts)
        return body_of(found, shaped.record, group=group, until=self._options.until)

    def losses(self, wanted: Wanted) -> Sequence[Loss]:
        """Tell what of an entry has no place in its record, each kind once."""
        shaped = shape_record(wanted)
        if isinstance(shaped, Refusal):
            return []
        told = {f"{one.kind}/{one.predicate}": f"geonetwork.left-out.{one.why}" for one in shaped.left_out}
        return [Loss(key, field, {}) for field, key in told.items()]

    def name_of(self, body: Body) -> str:
        """Give the UUID: a record has no other name that is its own."""
        return str(body["uuid"])

    def ours(self) -> Iterator[Held]:
        """Give what bears our mark, of the groups that the configuration names.

        They are listed by the index, which lags by seconds, and read one by one from the platform itself.
        """
        numbers = sorted({self._number(owner) for owner in self._settings.owners.values()})
        with ThreadPoolExecutor(self._settings.care.concurrency) as workers:
            for page in self._records.of_groups(numbers) if numbers else ():
                uuids = [hit.uuid for hit in page if not hit.harvested]
                yield from (held for held in workers.map(self._standing, uuids) if held and held.uuid)

    def in_the_way(self, bodies: Sequence[Body]) -> Mapping[str, Held]:
        uuids = [str(body["uuid"]) for body in bodies]
        found: dict[str, Held] = {}
        for start in range(0, len(uuids), 100):
            for hit in self._records.indexed(uuids[start : start + 100]):
                held = self._whatever(hit)
                if held is not None and not held.uuid:
                    found[hit.uuid] = held
        return found

    def _whatever(self, hit: Hit) -> Held | None:
        """Give what stands under a UUID; what the platform fetched by itself is not ours."""
        try:
            held = self._standing(hit.uuid)
        except EntryRefusedError:
            return Held(hit.uuid, "", hit.uuid, {}, "")
        return held._replace(uuid="") if held and hit.harvested else held

    def merged(self, body: Body, held: Held) -> Body:
        """Replace what stands, whole: the platform names nothing that we would have to keep."""
        del held
        return body

    def differences(self, body: Body, held: Held) -> Sequence[Difference]:
        return list(differences(body, held))

    def create(self, body: Body) -> Held:
        uuid = str(body["uuid"])
        stands = self._standing(uuid)
        if stands is None:
            self._put(body, "NOTHING")
        else:
            self._replace(body, self._mine(body, stands))
        return self._brought(body)

    def update(self, body: Body, held: Held) -> Held:
        stands = self._standing(held.remote_id)
        if stands is None:
            raise EntryAlteredError("geonetwork.gone", uuid=held.remote_id)
        self._mine(body, stands)
        if stands.stamp != held.stamp and not same_content(body, stands):
            raise EntryAlteredError("geonetwork.altered", uuid=held.remote_id)
        self._replace(body, stands)
        return self._brought(body)

    def _mine(self, body: Body, stands: Held) -> Held:
        """Make sure that what stands is ours to write over."""
        if not stands.uuid or stands.body["mark"] != body["mark"]:
            raise EntryRefusedError("geonetwork.foreign", uuid=stands.remote_id)
        if stands.body["workflow"] == ENDED:
            raise EntryRefusedError("geonetwork.ended", uuid=stands.remote_id)
        return stands

    def _replace(self, body: Body, stands: Held) -> None:
        if not same_content(body, stands):
            self._put(body, "OVERWRITE")

    def _put(self, body: Body, processing: Processing) -> None:
        self._records.put(
            str(body["record"]).encode(),
            str(body["uuid"]),
            group=self._number(str(body["group"])),
            processing=processing,
            reject=self._options.reject_invalid,
            publish=self._options.until == "approved",
        )

    def _brought(self, body: Body) -> Held:
        """Take a record as far as it is to go by itself, and give how it stands then."""
        uuid = str(body["uuid"])
        with begun():
            held = self._there(uuid)
            for step in steps(held.body["workflow"], self._options.until):
                self._records.advance(uuid, step)
                held = self._there(uuid)
        return held

    def _there(self, uuid: str) -> Held:
        held = self._standing(uuid)
        if held is None or not held.uuid:
            raise TargetError("geonetwork.vanished", uuid=uuid)
        return held

    def delete(self, held: Held) -> None:
        """Have a record gone, its working copy first: each goes by itself."""
        if not self._taken_away(held, held.stamp):
            return
        with begun():
            self._taken_away(held)
            if self._standing(held.remote_id) is not None:
                raise EntryRefusedError("geonetwork.stays", uuid=held.remote_id)

    def _taken_away(self, held: Held, stamp: str = "") -> bool:
        """Delete what stands; False where nothing does."""
        stands = self._standing(held.remote_id)
        if stands is None:
            return False
        if not stands.uuid or stands.body["mark"] != held.body["mark"]:
            raise EntryRefusedError("geonetwork.foreign", uuid=held.remote_id)
        if stamp and stands.stamp != stamp:
            raise EntryAlteredError("geonetwork.altered", uuid=held.remote_id)
        self._records.delete(held.remote_id)
        return True

    def find(self, uuid: str, *, remote_id: str = "", name: str = "") -> Held | None:
        del name
        held = self._standing(remote_id or uuid)
        return held if held and held.uuid == uuid else None

    def read(self, remote_id: str) -> Held | None:
        """Read what is approved, where that is how far it was to go; else the copy that waits for people.

        And wait until the index has it: what cannot be found there is nowhere to be seen.
        """
        held = self._standing(remote_id, approved=self._options.until == "approved")
        if held is not None and not self._findable(remote_id):
            return held._replace(body={**held.body, NOT_FOUND: True})
        return held

    def complaints(self, body: Body) -> str:
        """Ask what the portal says of a record, or would say, and leave no record behind; empty: nothing.

        What stands already as it should is checked as it stands, with all that the portal added. For what
        does not there is no such call: it goes under a UUID that is taken, its own or that of another record
        of ours, is checked, and then refused for that UUID. What is said of the UUID alone is asked first, to
        know it again.
        """
        uuid = str(body["uuid"])
        stands = self._standing(uuid)
        if stands is not None and same_content(body, self._mine(body, stands)):
            return "; ".join(self._records.validate(uuid))
        lender = uuid if stands is not None else self._lender()
        lent = for_trial(str(body["record"]), uuid, lender, as_saved=not self._options.reject_invalid)
        group = self._number(str(body["group"]))
        taken, said = (self._records.trial(lent, group=group, check=check) for check in (False, True))
        return "" if said == taken else said

    def _lender(self) -> str:
        """Give the UUID of a record of ours that stands now: it lends its own to what does not stand.

        Raises TargetError where there is none.
        """
        with self._lending:
            if not self._lent or self._records.xml(self._lent, approved=False) is None:
                self._lent = next((held.remote_id for held in self.ours()), "")
        if not self._lent:
            raise TargetError("geonetwork.no-lender", target=self.name)
        return self._lent

    def _standing(self, uuid: str, *, approved: bool = False) -> Held | None:
        record = self._records.xml(uuid, approved=approved)
        if record is None:
            return None
        found = portrait(record)
        if found is None:
            return Held(uuid, "", uuid, {}, "")
        status = self._records.status(uuid)
        return held_of(found, uuid, status, self._options.until, self._options.installation)

    def _findable(self, uuid: str) -> bool:
        until = self._clock() + self._options.patience
        pause = PAUSE
        while not any(hit.uuid == uuid for hit in self._records.indexed([uuid])):
            left = until - self._clock()
            if left <= 0:
                return False
            self._pause(min(pause, left))
            pause *= 2
        return True
