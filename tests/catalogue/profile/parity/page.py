"""Writes ``docs/reference/profile-parity.md``: ``python -m tests.catalogue.profile.parity.page``.

The numbers are those of the synthetic faults with the fast engine, so they are the same on every machine.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from catalogue.profile.published import published
from tests.catalogue.profile.parity.cases import cases
from tests.catalogue.profile.parity.compare import shapes_in
from tests.catalogue.profile.parity.differences import Difference, differences
from tests.catalogue.profile.parity.parity import Parity, Sheet, fault_batches

__all__ = ["PAGE", "page"]

ROOT: Final = Path(__file__).parents[4]
PAGE: Final = ROOT / "docs" / "reference" / "profile-parity.md"
SHARED: Final = Path(os.environ.get("OOGST_SHARED_DATA", ROOT.parent / "shared" / "data"))
OURS: Final = {
    "dcat-ap-vl-2026-02-12_SHACL.transcription.ttl": "transcription of the official file",
    "dcat-ap-vl-2026-02-12_SHACL.operational.ttl": "the same with its defects repaired",
}
"""Files that are no official bytes: those of 2026 could not be had."""
DEFECTS: Final = {
    "count-as-text": "counts written as text",
    "count-that-is-none": "counts that are no number",
    "list-that-is-none": "choices that are no list",
    "property-without-path": "properties without a path",
}
KINDS: Final = {
    "defect": "Defects of the published file",
    "other-version": "Asked by another version",
    "other-profile": "Asked by another profile",
    "unavoidable": "Warnings that nobody in Flanders can avoid",
    "elsewhere": "Found in another place",
    "by-address": "Known by its address",
    "whole-catalogue": "Asked of a whole catalogue",
}
OFFICIAL: Final = (
    ("F1", "counts written as text, or as `n`", "read as numbers; `n` is no limit"),
    ("F2", "a publisher must be a `dct:Agent`", "an agent of FOAF or of Dublin Core"),
    ("F3", "every address must be described as an `rdfs:Resource`", "it must be an address"),
    ("F4", "a contact must be a `vcard:Kind`", "any of the classes of vcard"),
    ("F5", "codes, licences and places must be described where they are used", "a reference is enough"),
    ("F6", "every distribution must have a download address", "illustrations only"),
    ("F7", "`dcat:servesdataset`, `dcat:mediatype`", "`dcat:servesDataset`, `dcat:mediaType`"),
    ("F8", "a series must have one alternative identifier", "it may have any number"),
)
INTRODUCTION: Final = """\
# Parity with the published shapes

*Written by `python -m tests.catalogue.profile.parity.page`; a test keeps it true.*

Our rules are our own words for what the profiles ask. This page shows that they find what the published
shape files find. {faults} descriptions, each with one fault, and datasets of real feeds are held against
every published file with both engines (`shacl` and `pyshacl`). For each result of a published file there
must be a finding of ours about the same property of the same thing, or a difference below with its
reason. The other way round, each error and warning of ours must be published or listed. A difference that
nothing shows any more fails the test.

[The profile and its layers](../concepts/findings.md) says what the layers are; [Decision
28](../decisions/0028-how-parity-is-held.md) says how this is held, and why so. `oogst profile fetch`
brings the originals; `oogst profile check` holds a file against them.

## Every published file

Results on the synthetic faults. *Left out to be readable* is what no engine can carry out; the rest of
the file then counts.

| file | results | found by us | listed difference | left out to be readable |
|---|---:|---:|---:|---|
"""
OFFICIAL_HEAD: Final = """\

## The official file of 2026

The official SHACL file of DCAT-AP Vlaanderen 2026-02-12 cannot be loaded as published: no engine takes
its counts. Oogst was compared with a transcription of it, and with the same after these repairs; the
official bytes were never at hand. `oogst profile fetch dcat-ap-vl-2026 --accept-new` brings them.

| | as published | as we ask it |
|---|---|---|
"""


def page(folder: Path) -> str:
    """Write the page from the comparison with the shape files in a folder."""
    parity = Parity(folder)
    sheets = parity.sheets(fault_batches(), "shacl")
    return "".join(
        (
            INTRODUCTION.format(faults=len(cases()) - 1),
            *(_row(sheet, folder) for sheet in sheets),
            OFFICIAL_HEAD,
            *(f"| {number} | {wrong} | {right} |\n" for number, wrong, right in OFFICIAL),
            "\n## What published files report and we do not\n",
            *_published(),
            "\n## What we report and no published file does\n\n| rules | why |\n|---|---|\n",
            *(f"| {_code(one.rules)} | {one.because} |\n" for one in _of("ours")),
            "\n## Where the engines differ\n\n| properties | reported only by | why |\n|---|---|---|\n",
            *(f"| {_code(one.paths)} | `{one.only}` | {one.because} |\n" for one in _of("engines")),
        )
    )


def _row(sheet: Sheet, folder: Path) -> str:
    defects = shapes_in(folder / sheet.file).defects
    left_out = ", ".join(f"{DEFECTS[one.kind]}: {one.times}" for one in defects)
    counts = f"{sheet.results} | {sheet.matched} | {sheet.justified}"
    return f"| {_name(sheet.file)} | {counts} | {left_out} |\n"


def _name(file: str) -> str:
    known = {one.file: f"{one.profile} {one.version}: `{one.name}`" for one in published().values()}
    if file in OURS:
        return f"DCAT-AP Vlaanderen 2026-02-12: {OURS[file]}"
    return known.get(file) or f"`{file}` (names other files only)"


def _published() -> Iterator[str]:
    for kind, title in KINDS.items():
        listed = [one for one in _of("published") if one.kind == kind]
        if listed:
            yield f"\n### {title}\n\n| files | properties | why |\n|---|---|---|\n"
        for one in listed:
            yield f"| {_code(one.files)} | {_code(one.paths)} | {one.because} |\n"


def _of(section: str) -> list[Difference]:
    return [one for one in differences() if one.section == section]


def _code(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" if name else "(the thing as a whole)" for name in names)


if __name__ == "__main__":
    PAGE.write_text(page(SHARED / "shacl"), encoding="utf-8")
