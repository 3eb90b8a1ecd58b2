"""What the platform tells of a change: it answers 201 and 200 to what failed too, and says so inside."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from catalogue.targets.geonetwork.connection import Answer

__all__ = ["Report", "broken_rules", "complaint", "report"]

LONGEST: Final = 400
"""Letters of the platform's own words that are passed on."""
UNDONE: Final = ("numberOfNullRecords", "numberOfRecordsNotEditable", "numberOfRecordNotFound")


class Report(NamedTuple):
    """A processing report of the platform."""

    processed: int
    uuids: tuple[str, ...]
    """Under which it says that records are kept."""
    troubles: tuple[str, ...]
    """In its own words; empty: none."""


def report(answer: Answer) -> Report | None:
    """Read a report; None when it is none."""
    said = answer.json()
    if not isinstance(said, dict) or "numberOfRecordsProcessed" not in said:
        return None
    processed = said["numberOfRecordsProcessed"]
    infos = list(_entries(said.get("metadataInfos")))
    troubles = [*_messages(said.get("errors")), *_messages(_entries(said.get("metadataErrors")))]
    troubles += [f"{counted}: {said[counted]}" for counted in UNDONE if said.get(counted)]
    if not processed:
        troubles += _messages(infos)
    uuids = tuple(str(one["uuid"]) for one in infos if one.get("uuid"))
    return Report(processed if isinstance(processed, int) else 0, uuids, tuple(troubles))


def complaint(answer: Answer) -> str:
    """Give the platform's own words on what it would not do, shortened; its status where it has none."""
    said = answer.json()
    words = ""
    if isinstance(said, dict):
        words = next((str(said[key]) for key in ("description", "message", "code") if said.get(key)), "")
    return " ".join(words.split())[:LONGEST] or str(answer.status)


def broken_rules(answer: Answer) -> list[str] | None:
    """List the rules that a validation report says are broken; None when it is none."""
    said = answer.json()
    reports = said.get("report") if isinstance(said, dict) else None
    if not isinstance(reports, list):
        return None
    patterns = [each for one in reports for each in _listed(one, "patterns", "pattern")]
    rules = [each for one in patterns for each in _listed(one, "rules", "rule")]
    told = (str(one.get("details") or one.get("msg") or "") for one in rules if one.get("type") == "error")
    return [" ".join(each.split())[:LONGEST] for each in told if each]


def _listed(holder: Any, *path: str) -> list[dict[str, Any]]:  # noqa: ANN401  as the platform sent it
    """Give the objects in the list at the end of a path."""
    for name in path:
        holder = holder.get(name) if isinstance(holder, dict) else None
    return [one for one in holder if isinstance(one, dict)] if isinstance(holder, list) else []


def _entries(by_record: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  as the platform sent it
    """Give the entries of a mapping from the platform's own number to a list."""
    if isinstance(by_record, dict):
        for several in by_record.values():
            yield from (one for one in several if isinstance(several, list) and isinstance(one, dict))


def _messages(entries: Any) -> list[str]:  # noqa: ANN401  as the platform sent it
    if entries is None or isinstance(entries, str | dict):
        return [str(entries)[:LONGEST]] if entries else []
    words = (one.get("message", "") if isinstance(one, dict) else one for one in entries)
    return [" ".join(str(each).split())[:LONGEST] for each in words if each]
