"""The records of the stand-in: what is kept of them, who may do what, and how far each is in the workflow."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from typing import Any, Final
from uuid import uuid4

from lxml import etree

from catalogue.targets.geonetwork.markup import Element, parsed, short
from tests.standins.geonetwork.saving import reordered, saved, uuid_of
from tests.standins.geonetwork.validity import faults

__all__ = ["APPROVED", "DRAFT", "GROUP", "REORDER", "RETIRED", "SUBMITTED", "Kept", "Portal", "RefusedError"]

DRAFT, APPROVED, RETIRED, SUBMITTED = 1, 2, 3, 4
GROUP: Final = "112"
REORDER: Final = "schema:dcat-ap:convert/fromUnordered-ordered"
TODAY: Final = date(2026, 9, 2)


class RefusedError(Exception):
    """What the stand-in answers instead of doing."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words


@dataclass(slots=True)
class Copy:
    """A text with its place in the workflow."""

    document: Element
    status: int | None = DRAFT


@dataclass(slots=True)
class Kept:
    """A record; an approved one may have a working copy beside it."""

    number: int
    group: str
    public: Copy
    harvested: bool = False
    working: Copy | None = None
    index_after: int = 0
    """Questions to the index until it knows the record."""

    @property
    def current(self) -> Copy:
        return self.working or self.public


@dataclass(slots=True)
class Portal:
    """All that a test may lay out, and look at afterwards."""

    site: str = "standin-1"
    workflow: bool = True
    rewrites_new: bool = True
    """Also rewrite what is kept for the first time, and not only what is written over."""
    lag: int = 0
    groups: dict[str, str] = field(default_factory=lambda: {"mdv-OVO000001": GROUP, "mdv-OVO000002": "113"})
    profile: str = "Reviewer"
    editor_of: set[str] = field(default_factory=lambda: {GROUP})
    reviewer_of: set[str] = field(default_factory=lambda: {GROUP})
    kept: dict[str, Kept] = field(default_factory=dict)
    node: str = "http://standin.invalid/srv/"
    _numbers: int = 100

    # What people and the portal itself do, outside of any interface.

    def approve(self, uuid: str) -> None:
        """Approve as a person does; the working copy takes the place of what was approved before."""
        kept = self.kept[uuid]
        kept.public, kept.working = Copy(kept.current.document, APPROVED), None

    def edit(self, uuid: str, change: Callable[[Element], None]) -> None:
        """Edit as a person does."""
        kept = self.kept[uuid]
        change(self._editable(kept).document)
        kept.current.status = DRAFT

    def set_status(self, uuid: str, status: int) -> None:
        self.kept[uuid].current.status = status

    def place(self, record: bytes, *, group: str = GROUP, harvested: bool = False) -> str:
        """Have a record stand that nobody brought by the interface."""
        document = parsed(record)
        uuid = uuid_of(document)
        self.kept[uuid] = Kept(self._number(), group, Copy(document, APPROVED), harvested=harvested)
        return uuid

    # What the interface does.

    def insert(self, body: bytes, query: dict[str, str]) -> dict[str, Any]:
        document = parsed(body)
        if document is None or short(document) != "rdf:RDF":
            raise RefusedError(HTTPStatus.BAD_REQUEST, "the body is no record of a known schema")
        if query.get("transformWith") == REORDER:
            reordered(document)
        if query.get("rejectIfInvalid") == "true" and (found := faults(document)):
            raise RefusedError(HTTPStatus.BAD_REQUEST, "; ".join(found))
        uuid = uuid_of(document) or str(uuid4())
        processing = query.get("uuidProcessing", "NOTHING")
        if uuid in self.kept and processing == "NOTHING":
            raise RefusedError(HTTPStatus.BAD_REQUEST, f"a record with UUID {uuid} exists already")
        kept = self._over(uuid, document) if uuid in self.kept else self._new(uuid, document, query)
        in_workflow = self.workflow and self._name(query.get("group", "")).startswith(("mdv-", "dp-"))
        kept.current.status = DRAFT if in_workflow else None
        kept.index_after = self.lag
        return self._report([kept], {kept.number: [{"uuid": uuid, "message": "imported", "draft": True}]})

    def _new(self, uuid: str, document: Element, query: dict[str, str]) -> Kept:
        if self.rewrites_new:
            saved(document, uuid, self.node, TODAY)
        self.kept[uuid] = kept = Kept(self._number(), query.get("group", ""), Copy(document))
        return kept

    def _over(self, uuid: str, document: Element) -> Kept:
        kept = self.kept[uuid]
        self._may_edit(kept)
        saved(document, uuid, self.node, TODAY)
        self._editable(kept).document = document
        return kept

    def _editable(self, kept: Kept) -> Copy:
        """Give what is edited: of what is approved, a working copy."""
        if self.workflow and kept.working is None and kept.public.status == APPROVED:
            kept.working = Copy(deepcopy(kept.public.document))
        return kept.current

    def xml(self, uuid: str, *, approved: bool) -> bytes:
        kept = self._viewed(uuid)
        return bytes(etree.tostring((kept.public if approved else kept.current).document))

    def status(self, uuid: str) -> dict[str, Any]:
        kept = self._viewed(uuid)
        self._may_edit(kept)
        said = kept.current.status
        return {"currentStatus": {"statusValue": {"id": said}} if said else None, "reviewers": []}

    def advance(self, uuids: Iterable[str], before: int, after: int) -> dict[str, Any]:
        """Take records from one status to another; what cannot be is told in the report."""
        done, infos, missing = [], {}, 0
        for uuid in uuids:
            kept = self.kept.get(uuid)
            if kept is None:
                missing += 1
            elif (why := self._obstacle(kept, before)) is not None:
                infos[kept.number] = [{"uuid": uuid, "message": why}]
            else:
                done.append(kept)
                kept.current.status = after
                if after == APPROVED:
                    self.approve(uuid)
        return self._report(done, infos) | {"numberOfNullRecords": missing}

    def _obstacle(self, kept: Kept, before: int) -> str | None:
        if kept.current.status != before:
            return f"Record status is {kept.current.status}."
        return "Metadata is invalid: can't be submitted" if faults(kept.current.document) else None

    def validate(self, uuid: str) -> dict[str, Any]:
        kept = self._viewed(uuid)
        self._may_edit(kept)
        found = [{"type": "error", "details": one} for one in faults(kept.current.document)]
        passed = {"type": "success", "details": "something that is right"}
        pattern = {"title": "rules", "rules": {"rule": [*found, passed]}}
        return {"report": [{"id": "standin", "error": len(found), "patterns": {"pattern": [pattern]}}]}

    def delete(self, uuid: str) -> None:
        """Delete a working copy where there is one; the record itself then stays."""
        kept = self._viewed(uuid)
        self._may_edit(kept)
        if kept.working is not None:
            kept.working = None
        else:
            del self.kept[uuid]

    def search(self, question: dict[str, Any]) -> dict[str, Any]:
        found = sorted(uuid for uuid, kept in self.kept.items() if self._indexed(kept))
        wanted = [uuid for uuid in found if self._meant(uuid, question["query"])]
        after = question.get("search_after", [""])[0]
        page = [uuid for uuid in wanted if uuid > after][: question["size"]]
        return {"hits": {"hits": [self._hit(uuid) for uuid in page]}}

    def _indexed(self, kept: Kept) -> bool:
        if kept.index_after:
            kept.index_after -= 1
            return False
        return kept.group in self.editor_of | self.reviewer_of or kept.public.status == APPROVED

    def _meant(self, uuid: str, query: dict[str, Any]) -> bool:
        filters = query.get("bool", {}).get("filter", [query])
        terms = {name: values for one in filters for name, values in one.get("terms", {}).items()}
        return uuid in terms.get("uuid", [uuid]) and self.kept[uuid].group in terms.get(
            "groupOwner", [self.kept[uuid].group]
        )

    def _hit(self, uuid: str) -> dict[str, Any]:
        kept = self.kept[uuid]
        harvested = "true" if kept.harvested else "false"
        source = {"uuid": uuid, "groupOwner": kept.group, "isHarvested": harvested}
        return {"_source": source, "sort": [uuid]}

    def _viewed(self, uuid: str) -> Kept:
        kept = self.kept.get(uuid)
        if kept is None:
            raise RefusedError(HTTPStatus.NOT_FOUND, f"no record {uuid}")
        if kept.group not in self.editor_of | self.reviewer_of and kept.public.status != APPROVED:
            raise RefusedError(
                HTTPStatus.FORBIDDEN, "Operation not allowed. User needs to be able to view it."
            )
        return kept

    def _may_edit(self, kept: Kept) -> None:
        if kept.group not in self.editor_of:
            raise RefusedError(HTTPStatus.FORBIDDEN, "User has no privilege to overwrite existing metadata")

    def _report(self, done: list[Kept], infos: dict[int, list[dict[str, Any]]]) -> dict[str, Any]:
        return {
            "errors": [],
            "metadata": [one.number for one in done],
            "metadataErrors": {},
            "metadataInfos": {str(number): said for number, said in infos.items()},
            "numberOfRecordsProcessed": len(done),
            "numberOfNullRecords": 0,
            "numberOfRecordsNotEditable": 0,
        }

    def _name(self, number: str) -> str:
        return next((name for name, one in self.groups.items() if one == number), "")

    def _number(self) -> int:
        self._numbers += 1
        return self._numbers
