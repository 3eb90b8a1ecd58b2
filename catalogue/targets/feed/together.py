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
from pathlib import Path
from typing import Final

from catalogue.errors import TargetError
from catalogue.targets.feed.approval import approve
from catalogue.targets.feed.copies import LastCopy, last_copies, last_copy, manifest_path, read_manifest
from catalogue.targets.feed.draft import Draft
from catalogue.targets.feed.folder import drafted, prepared, refusals
from catalogue.targets.feed.swap import Contents, swap
from catalogue.targets.feed.syntax import SYNTAXES, Format
from catalogue.targets.feed.write import ALL
from catalogue.targets.twin.register import read_ours

__all__ = ["write_all"]

ENDS: Final[Mapping[Format, bytes]] = {"rdf": b"\t</", "ttl": b" .\n", "jsonld": b"\n"}
"""How the last line of a node begins, in RDF/XML, or ends."""
SUBJECT: Final = re.compile(rb'\t<[^ ]+ rdf:about="([^"]*)"|<([^>]*)>|\{(?:"@context":null,)?"@id":"([^"]*)"')


def write_all(folder: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> LastCopy | None:
    """Put ``all.rdf``, ``all.ttl`` and ``all.jsonld`` together; None where there is nothing to do.

    Raises TargetError when two publishers have a record of the same UUID, when a publisher that is in it
    has no copy any more, or when the folder refuses.
    """
    with refusals(folder / f"{ALL}.rdf"):
        copies = [one for one in last_copies(folder) if one.catalogues and len(one.files) == len(SYNTAXES)]
        if not copies or _stands(folder, copies):
            return None
        _no_collisions(copies)
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
        approve(drafts, records, entries, bare=False)
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
        for node in _nodes(copy.files[form].path, form):
            subject = next(filter(None, match.groups()), b"") if (match := SUBJECT.match(node)) else b""
            if not subject.startswith(ours):
                digest = sha256(node).digest()
                if digest in seen:
                    continue
                seen.add(digest)
            draft.write(between + node)
            between = syntax.between
    draft.write(syntax.ending)
    draft.finish()


def _nodes(path: Path, form: Format) -> Iterator[bytes]:
    """Read a document of ours node by node, as it was written."""
    opening, ending = SYNTAXES[form].opening, SYNTAXES[form].ending
    end = ENDS[form]
    lines: list[bytes] = []
    with path.open("rb") as file:
        if file.read(len(opening)) != opening:
            raise TargetError("feed.altered", path=path)
        for line in file:
            lines.append(line)
            if line.startswith(end) if form == "rdf" else line.endswith(end):
                node = b"".join(lines)
                lines.clear()
                if form != "jsonld":
                    yield node
                elif node.strip() not in ending.split(b"\n"):
                    yield node.rstrip(b",\n")
    if b"".join(lines) != (ending if form == "rdf" else b""):
        raise TargetError("feed.altered", path=path)
