"""The document of all publishers: what stands of each, in one.

It is put together from the copies that stand, not from the store. So a publisher whose feed was refused is in
it as it stands, and no guard is passed by.

Each publisher keeps its own ``dcat:Catalog``, and no record hangs on two: the platform goes by the records,
and finds each in exactly one catalogue.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from operator import add
from pathlib import Path
from typing import Final

from catalogue.errors import TargetError
from catalogue.targets.feed.approval import approve
from catalogue.targets.feed.copies import (
    CopyFile,
    LastCopy,
    index_path,
    last_copies,
    last_copy,
    manifest_path,
    read_manifest,
)
from catalogue.targets.feed.draft import Draft
from catalogue.targets.feed.folder import drafted, prepared, refusals
from catalogue.targets.feed.index import is_current
from catalogue.targets.feed.swap import Contents, swap
from catalogue.targets.feed.syntax import SYNTAXES, Format
from catalogue.targets.feed.write import ALL
from catalogue.targets.twin.register import read_ours

__all__ = ["write_all"]

ENDS: Final[Mapping[Format, re.Pattern[bytes]]] = {
    "rdf": re.compile(rb"(\n\t</[^>]*>\n)"),
    "ttl": re.compile(rb"( \.\n)"),
    "jsonld": re.compile(rb"(,\n)"),
}
"""How a node ends, or what separates it from the next: no text in it can."""
ABOUT: Final[Mapping[Format, bytes]] = {"rdf": b'rdf:about="', "ttl": b"<", "jsonld": b'"@id":"'}
"""What comes before the IRI of a node."""
CHUNK: Final = 1 << 22


def write_all(folder: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> LastCopy | None:
    """Put ``all.rdf``, ``all.ttl`` and ``all.jsonld`` together; None where there is nothing to do.

    Raises TargetError when two publishers have a record of the same UUID, when a publisher that is in it
    has no copy any more, or when the folder refuses.
    """
    with refusals(folder / f"{ALL}.rdf"):
        copies = [one for one in last_copies(folder) if one.catalogues and len(one.files) == len(SYNTAXES)]
        if not copies or _stands(folder, copies):
            return None
        _write(folder, copies, clock())
        return last_copy(folder, ALL)


def _stands(folder: Path, copies: Sequence[LastCopy]) -> bool:
    """Tell whether just these copies are in it already. Raises TargetError when one is missing."""
    standing = read_manifest(manifest_path(folder, ALL)) or {}
    before, now = standing.get("parts", {}), _parts(copies)
    if lost := before.keys() - now.keys():
        path = manifest_path(folder, ALL)
        raise TargetError("feed.publisher-lost", publishers=", ".join(sorted(lost)), path=path)
    return bool(before == now and all((folder / f"{ALL}.{form}").exists() for form in SYNTAXES))


def _parts(copies: Sequence[LastCopy]) -> dict[str, str]:
    return {one.publisher: one.files["rdf"].sha256 for one in copies}


def _no_collisions(copies: Sequence[LastCopy]) -> None:
    """Raise TargetError where the platform would keep records of two publishers under one UUID."""
    holder: dict[str, str] = {}
    found = [
        (one.uuid, other, copy.publisher)
        for copy in copies
        for one in read_ours(copy.files["rdf"].path).records.values()
        if (other := holder.setdefault(one.uuid.lower(), copy.publisher)) != copy.publisher
    ]
    if found:
        uuid, one_of, other_of = found[0]
        raise TargetError("feed.collision", uuid=uuid, publishers=f"{one_of}, {other_of}", count=len(found))


def _write(folder: Path, copies: Sequence[LastCopy], now: datetime) -> None:
    paths = [folder / f"{ALL}.{form}" for form in SYNTAXES]
    entries, records = sum(one.entries for one in copies), sum(one.records for one in copies)
    catalogues = [iri for one in copies for iri in one.catalogues]
    with prepared(folder, ALL, paths), drafted(paths) as drafts:
        for form, draft in zip(SYNTAXES, drafts, strict=True):
            _fill(draft, form, copies)
        try:
            register = approve(drafts, records, entries, bare=False)
        except TargetError:
            _no_collisions(copies)
            raise
        if len({one.uuid.lower() for one in register.records.values()}) < records:
            _no_collisions(copies)
        contents = Contents(ALL, entries, records, catalogues, _parts(copies))
        swap(folder, contents, dict(zip(SYNTAXES, drafts, strict=True)), now)


def _fill(draft: Draft, form: Format, copies: Sequence[LastCopy]) -> None:
    """Write the nodes of all copies; one that several have in the same words is written once."""
    syntax = SYNTAXES[form]
    seen: set[bytes] = set()
    draft.write(syntax.opening)
    between = b""
    for copy in copies:
        ours = copy.catalogues[0].partition("/id/")[0].encode() + b"/id/"
        put = draft.copy if _was_found_right(copy) else draft.writelines
        for nodes in _nodes(copy.files[form], form):
            if kept := [node for node in nodes if _is_new(node, form, ours, seen)]:
                draft.write(between)
                put([syntax.between.join(kept)])
                between = syntax.between
    draft.write(syntax.ending)
    draft.finish()


def _was_found_right(copy: LastCopy) -> bool:
    """Tell whether nothing of a copy need be parsed again: by the code that runs now it was."""
    hashes = {form: file.sha256 for form, file in copy.files.items()}
    return is_current(index_path(copy.files["rdf"].path.parent, copy.publisher), hashes)


def _is_new(node: bytes, form: Format, ours: bytes, seen: set[bytes]) -> bool:
    """Tell whether a node is one of ours, of which no other copy can have any, or was not seen before."""
    if node.partition(ABOUT[form])[2].startswith(ours):
        return True
    digest, before = sha256(node).digest(), len(seen)
    seen.add(digest)
    return len(seen) > before


def _nodes(file: CopyFile, form: Format) -> Iterator[list[bytes]]:
    """Read a copy as it was written, some nodes at a time. Raises TargetError when it was altered since."""
    opening, ending, between, _ = SYNTAXES[form]
    read, rest = sha256(), b""
    with file.path.open("rb") as copy:
        if copy.read(len(opening)) != opening:
            raise TargetError("feed.altered", path=file.path)
        read.update(opening)
        while chunk := copy.read(CHUNK):
            read.update(chunk)
            *parts, rest = ENDS[form].split(rest + chunk)
            yield parts[::2] if between else list(map(add, parts[::2], parts[1::2]))
    if read.hexdigest() != file.sha256:
        raise TargetError("feed.altered", path=file.path)
    if between:
        yield [rest.removesuffix(ending)]
