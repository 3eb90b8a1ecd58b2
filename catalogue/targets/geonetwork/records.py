"""The calls that the platform knows for records, one method each: what they ask, and what their answers mean.

Read from the public source of the Flemish fork of GeoNetwork (MetadataInsertDeleteApi, MetadataWorkflowApi):
nobody has tried them on the real platform.
"""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final, Literal, NamedTuple

from catalogue.errors import TargetError
from catalogue.targets.geonetwork.connection import Answer, Connection
from catalogue.targets.geonetwork.reports import Report, broken_rules, complaint, report
from catalogue.targets.push import EntryRefusedError

__all__ = ["Hit", "Person", "Processing", "Records"]

RECORDS: Final = "/srv/api/records"
AT_ONCE: Final = 100
"""Records on one page of the index."""
FIELDS: Final = ("uuid", "groupOwner", "isHarvested")
Processing = Literal["NOTHING", "OVERWRITE"]
"""What becomes of a record that has this UUID already: nothing, and it is said; or it is written over."""


class Person(NamedTuple):
    """Who the platform takes us for."""

    profile: str
    editor_of: frozenset[str]
    reviewer_of: frozenset[str]


class Hit(NamedTuple):
    """A record in the index."""

    uuid: str
    group: str
    harvested: bool
    """The platform fetched it by itself."""


class Records:
    """The records of one platform."""

    def __init__(self, connection: Connection, *, transform_with: str = "") -> None:
        self._connection = connection
        self._transform = {"transformWith": transform_with} if transform_with else {}

    def person(self) -> Person | None:
        """Ask who we are; None: nobody that it knows."""
        said = self._connection.get("/srv/api/me").json()
        if not isinstance(said, dict) or not said.get("profile"):
            return None
        return Person(
            str(said["profile"]),
            _numbers(said.get("groupsWithEditor")),
            _numbers(said.get("groupsWithReviewer")),
        )

    def site(self) -> str:
        """Ask which catalogue it is: another one behind the same address has another identifier."""
        said = self._connection.get("/srv/api/site").json()
        found = said.get("system/site/siteId") if isinstance(said, dict) else None
        if not isinstance(found, str) or not found:
            raise TargetError("geonetwork.no-site", url=self._connection.url)
        return found

    def groups(self) -> Mapping[str, str]:
        """Ask for all groups: name → number."""
        said = self._connection.get("/srv/api/groups").json()
        if not isinstance(said, list):
            raise TargetError("geonetwork.nonsense", url=self._connection.url, what="/srv/api/groups")
        return {str(one.get("name")): str(one.get("id")) for one in said if isinstance(one, dict)}

    def xml(self, uuid: str, *, approved: bool) -> bytes | None:
        """Read a record; the working copy of it, where there is one, unless ``approved``. None: not there."""
        which = "true" if approved else "false"
        answer = self._connection.get(
            f"{RECORDS}/{uuid}/formatters/xml",
            accept="application/xml",
            approved=which,
            increasePopularity="false",
        )
        if answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            return None
        self._expect(answer, uuid, HTTPStatus.OK)
        return answer.body

    def status(self, uuid: str) -> int | None:
        """Ask for the workflow status; None: it is in no workflow."""
        answer = self._connection.get(f"{RECORDS}/{uuid}/status/workflow/last")
        self._expect(answer, uuid, HTTPStatus.OK)
        said = answer.json()
        current = said.get("currentStatus") if isinstance(said, dict) else None
        value = current.get("statusValue") if isinstance(current, dict) else None
        found = value.get("id") if isinstance(value, dict) else None
        return found if isinstance(found, int) else None

    def put(
        self, record: bytes, uuid: str, *, group: str, processing: Processing, reject: bool, publish: bool
    ) -> Report:
        """Have a record kept, and be told under which UUID."""
        answer = self._connection.put_xml(
            RECORDS,
            record,
            metadataType="METADATA",
            uuidProcessing=processing,
            group=group,
            rejectIfInvalid=_told(reject),
            publishToAll=_told(publish),
            **self._transform,
        )
        self._expect(answer, uuid, HTTPStatus.CREATED, HTTPStatus.OK)
        found = self._reported(answer, uuid)
        if found.uuids and uuid not in found.uuids:
            raise TargetError("geonetwork.other-uuid", uuid=uuid, kept=", ".join(found.uuids))
        return found

    def trial(self, record: bytes, *, group: str, check: bool) -> str:
        """Bring a record under a UUID that is taken, so that nothing is kept; give what is said of it.

        A record is checked first, where that is asked, and its UUID is looked at then.
        """
        answer = self._connection.put_xml(
            RECORDS,
            record,
            metadataType="METADATA",
            uuidProcessing="NOTHING",
            group=group,
            rejectIfInvalid=_told(check),
            **self._transform,
        )
        if answer.status < HTTPStatus.BAD_REQUEST:
            raise TargetError("geonetwork.trial-kept", url=self._connection.url)
        return complaint(answer)

    def advance(self, uuid: str, step: Literal["submit", "approve"]) -> None:
        """Take a record one step further in the workflow."""
        answer = self._connection.put(f"{RECORDS}/{step}", {"uuids": [uuid], "message": ""})
        self._expect(answer, uuid, HTTPStatus.OK)
        self._reported(answer, uuid)

    def validate(self, uuid: str) -> list[str]:
        """Have a kept record checked as it stands, so that people see it there too; give what is wrong."""
        answer = self._connection.put(f"{RECORDS}/{uuid}/validate/internal")
        self._expect(answer, uuid, HTTPStatus.CREATED, HTTPStatus.OK)
        found = broken_rules(answer)
        if found is None:
            raise TargetError("geonetwork.nonsense", url=self._connection.url, what=uuid)
        return found

    def delete(self, uuid: str) -> bool:
        """Have a record gone, or only its working copy where there is one. False: it was not there."""
        answer = self._connection.delete(f"{RECORDS}/{uuid}", withBackup="true")
        if answer.status == HTTPStatus.NOT_FOUND:
            return False
        self._expect(answer, uuid, HTTPStatus.NO_CONTENT, HTTPStatus.OK)
        return True

    def of_groups(self, groups: Sequence[str]) -> Iterator[list[Hit]]:
        """List what belongs to groups, a page at a time, by UUID so that nothing is passed over."""
        wanted = {
            "bool": {"filter": [{"terms": {"groupOwner": list(groups)}}, {"term": {"isTemplate": "n"}}]}
        }
        after: list[Any] = []
        while page := self._page(wanted, after):
            yield [_hit(one) for one in page]
            after = page[-1].get("sort") or []
            if len(page) < AT_ONCE or not after:
                return

    def indexed(self, uuids: Sequence[str]) -> list[Hit]:
        """List which of these records the index knows."""
        return [_hit(one) for one in self._page({"terms": {"uuid": list(uuids)}}, [])]

    def _page(self, query: Mapping[str, Any], after: list[Any]) -> list[dict[str, Any]]:
        question = {
            "query": query,
            "size": AT_ONCE,
            "sort": [{"uuid": "asc"}],
            "_source": list(FIELDS),
            **({"search_after": after} if after else {}),
        }
        said = self._connection.search(question).json()
        hits = said.get("hits") if isinstance(said, dict) else None
        found = hits.get("hits") if isinstance(hits, dict) else None
        if not isinstance(found, list):
            raise TargetError("geonetwork.nonsense", url=self._connection.url, what="/srv/api/search")
        return [one for one in found if isinstance(one, dict) and isinstance(one.get("_source"), dict)]

    def _reported(self, answer: Answer, uuid: str) -> Report:
        found = report(answer)
        if found is None:
            raise TargetError("geonetwork.nonsense", url=self._connection.url, what=uuid)
        if found.troubles or not found.processed:
            why = "; ".join(found.troubles) or "0"
            raise EntryRefusedError("geonetwork.refused-there", uuid=uuid, why=why)
        return found

    def _expect(self, answer: Answer, uuid: str, *statuses: int) -> None:
        if answer.status == HTTPStatus.FORBIDDEN:
            raise EntryRefusedError("geonetwork.forbidden", uuid=uuid, why=complaint(answer))
        if answer.status not in statuses:
            raise EntryRefusedError("geonetwork.refused-there", uuid=uuid, why=complaint(answer))


def _told(yes: bool) -> str:  # noqa: FBT001  the value itself
    return "true" if yes else "false"


def _numbers(said: Any) -> frozenset[str]:  # noqa: ANN401  as the platform sent it
    return frozenset(map(str, said)) if isinstance(said, list) else frozenset()


def _hit(one: Mapping[str, Any]) -> Hit:
    source = one["_source"]
    harvested = str(source.get("isHarvested", "")).lower() == "true"
    return Hit(str(source.get("uuid", "")), str(source.get("groupOwner", "")), harvested)
