"""Whether drafts may take the place of what stands: read back, and held against that."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from catalogue.errors import TargetError
from catalogue.targets.feed.copies import last_copy
from catalogue.targets.feed.draft import Draft
from catalogue.targets.feed.swap import same_bytes, sha256_of
from catalogue.targets.feed.syntax import SYNTAXES, Format
from catalogue.targets.twin import Problem
from catalogue.targets.twin.inspection import Inspection, check_feed, inspect
from catalogue.targets.twin.register import Range, Register, read_ours

__all__ = ["Guard", "approve", "withstand"]

READ_BY_PLATFORM: Final = {".rdf", ".ttl"}
FORMATS: Final[dict[str, Format]] = {f".{form}": form for form in SYNTAXES}
Guard = Callable[[Register, Register], None]
"""Given what the last copy registers and what a feed does; raises TargetError for what it has against it."""


def approve(drafts: list[Draft], records: int, count: int, *, bare: bool) -> Register:
    """Refuse what the platform would misread, and nothing in the place of something.

    Gives what the feed registers.
    """
    register = Register()
    for draft in drafts:
        if not count and draft.path.exists() and _holds_something(draft.path):
            raise TargetError("target.empty", path=draft.path)
        if (
            bare
            and draft.path.suffix in READ_BY_PLATFORM
            and draft.path.exists()
            and not check_feed(draft.path)
        ):
            raise TargetError("target.bare", path=draft.path)
        found = _looked_at(draft, records, bare=bare)
        if found.problems:
            first, many = found.problems[0], len(found.problems)
            raise TargetError(
                "target.refused", path=draft.path, code=first.code, detail=first.detail, count=many
            )
        register = found.register if draft.path.suffix == ".rdf" else register
    return register


def _holds_something(path: Path) -> bool:
    if path.suffix in READ_BY_PLATFORM:
        return inspect(path).records > 0
    with path.open("rb") as file:
        return any(b"CatalogRecord" in line for line in file)


def _looked_at(draft: Draft, expected: int, *, bare: bool) -> Inspection:
    """Read RDF/XML back wholly; of the others, whether their bytes arrived and begin as they should."""
    if draft.path.suffix == ".rdf":
        found = inspect(draft.aside, bare=bare, known=_known(draft))
        if found.records != expected and not found.problems:
            return found._replace(problems=[Problem("count", f"{found.records}/{expected}")])
        return found
    opening = SYNTAXES[FORMATS[draft.path.suffix]].opening
    with draft.aside.open("rb") as file:
        begun = file.read(len(opening)) == opening
    arrived = begun and draft.aside.stat().st_size == draft.size
    return Inspection(expected, [] if arrived else [Problem("not-recognised")], frozenset(), Register())


def _known(draft: Draft) -> list[Range]:
    """Give where the nodes stand that were found right in the last copy, if they came over as they were."""
    if not draft.copied or sha256_of(draft.aside) != draft.sha256:
        return []
    opening = len(SYNTAXES["rdf"].opening)
    return [(max(start, opening), end) for start, end in draft.copied]


def withstand(guard: Guard, folder: Path, publisher: str, draft: Draft, register: Register) -> None:
    """Hold the feed against the copy that stands, as it stands, unless it is that copy."""
    path = folder / f"{publisher}.rdf"
    if not path.exists() or same_bytes(draft):
        return
    copy = last_copy(folder, publisher)
    told = copy.files.get("rdf") if copy else None
    ours = told is not None and sha256_of(path) == told.sha256
    guard(read_ours(path) if ours else inspect(path).register, register)
