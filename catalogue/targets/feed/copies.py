"""What the last published copy of a publisher is: which files, since when, how many entries, which hashes.

It is told by a small manifest beside the files, ``{publisher}.json``, which is swapped in after them. While a
swap is under way, or was broken off, a second one that nobody is shown names what is still aside; so what
is said of each file holds at any moment.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson

from catalogue.errors import TargetError
from catalogue.targets.feed.syntax import SYNTAXES, Format

__all__ = [
    "FORM",
    "CopyFile",
    "LastCopy",
    "aside",
    "index_path",
    "last_copies",
    "last_copy",
    "manifest_path",
    "pending_path",
    "read_manifest",
]

FORM: Final = 1
"""Of the manifest; a later form gets a later number."""
SAID: Final = frozenset(
    {"publisher", "published_at", "changed_at", "entries", "records", "catalogues", "files"}
)


class CopyFile(NamedTuple):
    """One format of a copy, as it stands in the folder."""

    path: Path
    bytes: int
    sha256: str


class LastCopy(NamedTuple):
    """What was published last, and stands."""

    publisher: str
    """Or ``all``, for the document of all publishers."""
    published_at: datetime
    """When it was last found right, in UTC."""
    changed_at: datetime
    """Since when its bytes are what they are, in UTC."""
    entries: int
    records: int
    """Catalogue records: a service inside a dataset has one of its own."""
    catalogues: tuple[str, ...]
    """IRIs."""
    files: Mapping[Format, CopyFile]


def last_copy(folder: Path, publisher: str) -> LastCopy | None:
    """Tell what stands of a publisher in a folder of feeds; None where no manifest tells.

    Reads nothing but the manifest. Raises TargetError when that cannot be understood, OSError when it cannot
    be read.
    """
    pending = read_manifest(pending_path(folder, publisher))
    standing = read_manifest(manifest_path(folder, publisher))
    if pending is None:
        return _copy(folder, standing, standing["files"]) if standing else None
    done = {
        form: said for form, said in pending["files"].items() if not aside(folder / said["name"]).exists()
    }
    facts = pending if done or standing is None else standing
    return _copy(folder, facts, (standing["files"] if standing else {}) | done)


def last_copies(folder: Path) -> list[LastCopy]:
    """Tell what stands of every publisher in a folder, by name; that of all together is not among them."""
    names = sorted(path.stem for path in folder.glob("[a-z0-9]*.json"))
    found = (last_copy(folder, name) for name in names if name != "all")
    return [one for one in found if one]


def manifest_path(folder: Path, publisher: str) -> Path:
    return folder / f"{publisher}.json"


def pending_path(folder: Path, publisher: str) -> Path:
    """Give the manifest of a swap that is under way; the dot keeps it out of what is served."""
    return folder / f".{publisher}.json"


def index_path(folder: Path, publisher: str) -> Path:
    """Give what is known of each entry in a copy; it only saves work, and is served to nobody."""
    return folder / f".{publisher}.index"


def aside(path: Path) -> Path:
    """Give where a file waits that is approved, and whose place is about to be taken."""
    return path.with_name(f".{path.name}.next")


def read_manifest(path: Path) -> dict[str, Any] | None:
    """Read a manifest; None when there is none. Raises TargetError on what is none of ours."""
    try:
        said = orjson.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except orjson.JSONDecodeError as error:
        raise TargetError("target.manifest", path=path, detail=error) from error
    if not isinstance(said, dict) or said.get("form") != FORM or not said.keys() >= SAID:
        raise TargetError("target.manifest", path=path, detail=", ".join(sorted(SAID)))
    return said


def _copy(folder: Path, said: Mapping[str, Any], files: Mapping[Format, Mapping[str, Any]]) -> LastCopy:
    return LastCopy(
        publisher=said["publisher"],
        published_at=datetime.fromisoformat(said["published_at"]),
        changed_at=datetime.fromisoformat(said["changed_at"]),
        entries=said["entries"],
        records=said["records"],
        catalogues=tuple(said["catalogues"]),
        files={
            form: CopyFile(folder / files[form]["name"], files[form]["bytes"], files[form]["sha256"])
            for form in SYNTAXES
            if form in files
        },
    )
