"""One package as events: a record, or why there is none.

A package whose ``state`` is ``deleted`` is passed over, and besides is told to be gone: there the portal says
itself what nothing else may be concluded from. DKAN writes ``Active`` and keeps in ``private`` whether the
package is *published*, so only in CKAN's own spelling does that field mean what it says.
"""

from typing import Any, Final

from catalogue.model import Content, Dialect, Kind
from harvester.crawl.events import Event, RecordFailed, RecordGone
from harvester.protocols.json_record import record_of, words_of

__all__ = ["events_of", "identifier_of", "is_of", "kind_of", "names_of"]

NO_DATASETS: Final = frozenset({"harvest", "showcase"})
"""Types of package that extensions make for other things."""
SERIES: Final = frozenset({"dataset_series", "dataset-series"})


def identifier_of(package: Content) -> str:
    """Give the ``id``, which survives a change of name; the ``name`` where there is none."""
    named = (package.get(key) for key in ("id", "name"))
    return next((name for name in named if isinstance(name, str) and name.strip()), "")


def names_of(package: Content) -> set[str]:
    """Give all that another list may call this package."""
    return {name for key in ("id", "name") if isinstance(name := package.get(key), str)}


def kind_of(package: Content) -> Kind:
    return Kind.SERIES if _folded(package.get("type")) in SERIES else Kind.DATASET


def is_of(part: str, package: Content, *, unless_said: bool) -> bool:
    """Tell whether a package is of one organisation; ``unless_said`` holds where it does not name its own."""
    organisation = package.get("organization")
    said = organisation if isinstance(organisation, dict) else {"name": organisation}
    names = [said.get(key) for key in ("name", "id", "title")] + [package.get("owner_org")]
    known = [name for name in names if isinstance(name, str) and name]
    return part in known if known else unless_said


def events_of(package: Content, payload: str, pointer: str) -> list[Event]:
    """Read a package; what is not public is passed over with a reason."""
    identifier = identifier_of(package)
    if not identifier:
        return [RecordFailed(pointer, "harvester.record.no-identifier", words_of(package.get("title")))]
    reason = _passed_over(package)
    if not reason:
        kind = kind_of(package)
        return [
            record_of(
                package,
                identifier=identifier,
                dialect=Dialect.CKAN,
                payload=payload,
                pointer=pointer,
                kind=kind,
            )
        ]
    passed = RecordFailed(pointer, reason, identifier[:200], skipped=True)
    if _state(package) != "deleted":
        return [passed]
    return [passed, RecordGone(kind_of(package), identifier, "state: deleted")]


def _passed_over(package: Content) -> str:
    if _state(package) not in {"", "active"}:
        return "harvester.record.not-active"
    if _folded(package.get("type")) in NO_DATASETS:
        return "harvester.record.not-a-dataset"
    is_private = package.get("private") is True and package.get("state") != "Active"
    return "harvester.record.private" if is_private else ""


def _state(package: Content) -> str:
    return _folded(package.get("state"))


def _folded(said: Any) -> str:  # noqa: ANN401 -- any JSON value
    return said.strip().casefold() if isinstance(said, str) else ""
