"""Holds entries against the profile, many in one call, and gives each its own findings.

What an entry shares with others (its publisher, the codes it uses) is checked once and told to each of them,
as long as they describe it alike. Law: what is found of an entry never depends on which others are beside it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, starmap
from typing import NamedTuple

import pyoxigraph as ox

from catalogue.graph import Blocks
from catalogue.model.namespaces import shorten
from catalogue.profile.findings import Finding
from catalogue.profile.layers import LAYERS, SHAPE
from catalogue.profile.presence import lacks
from catalogue.profile.reading import read
from catalogue.profile.validator import EngineError, Result, Validator
from catalogue.profile.wellformed import finding_of, flaws, is_sound

__all__ = ["assess"]


class _Sheet(NamedTuple):
    """One entry under assessment."""

    blocks: Blocks
    findings: list[Finding]
    lacks: dict[str, str]
    """What is recommended and missing: per rule one thing that lacks it, the same at every run."""


def assess(batch: Sequence[Blocks | str], validator: Validator, context: str = "") -> list[list[Finding]]:
    """Give the findings of each entry, in the order of the batch; 50 to 100 entries a call are fastest.

    An entry is its triples by subject, or N-Triples text. ``context`` is N-Triples that hold for the
    catalogue but belong to no entry here, such as the types of resources that these entries refer to;
    what is wrong with it is nobody's finding. The validator must have been made with our own shapes.
    """
    sheets = [_Sheet(*(read(entry) if isinstance(entry, str) else (entry, [])), {}) for entry in batch]
    together: list[_Sheet] = []
    alone: list[_Sheet] = []
    for sheet in sheets:
        (alone if _has_blank_subject(sheet) else together).append(sheet)
    for group in [*_agreeing(together), *([sheet] for sheet in alone)]:
        merged, owners = _merged(group), _owners(group)
        _check_form(merged, owners)
        _check_shapes(group, merged, owners, validator, context)
    return [_in_order([*sheet.findings, *starmap(finding_of, sheet.lacks.items())]) for sheet in sheets]


def _has_blank_subject(sheet: _Sheet) -> bool:
    """Say whether results can be hard to trace back: a blank label means nothing outside its own sheet."""
    return any(subject.startswith("_:") for subject in sheet.blocks)


def _owners(sheets: list[_Sheet]) -> dict[str, list[_Sheet]]:
    owners: dict[str, list[_Sheet]] = defaultdict(list)
    for sheet in sheets:
        for subject in sheet.blocks:
            owners[subject].append(sheet)
    return owners


def _check_form(merged: Blocks, owners: dict[str, list[_Sheet]]) -> None:
    for subject, triples in merged.items():
        for finding in flaws(triples):
            _tell(owners[finding.focus], finding)
        for rule in lacks(triples):
            for sheet in owners[subject]:
                sheet.lacks[rule] = min(subject, sheet.lacks.get(rule, subject))


def _check_shapes(
    sheets: list[_Sheet],
    merged: Blocks,
    owners: dict[str, list[_Sheet]],
    validator: Validator,
    context: str,
) -> None:
    """Validate in one call; when the engine gives up, halve until its entry stands alone."""
    if not sheets:
        return
    try:
        results = validator.validate(_text(sheets, merged) + context)
    except EngineError:
        if len(sheets) == 1:
            _tell(sheets, finding_of("engine-failed", next(iter(sheets[0].blocks), "")))
            return
        middle = len(sheets) // 2
        for half in (sheets[:middle], sheets[middle:]):
            _check_shapes(half, _merged(half), _owners(half), validator, context)
        return
    for result in results:
        _tell(sheets if result.focus == "_:" else owners.get(result.focus[1:-1], ()), _finding(result))


def _agreeing(sheets: list[_Sheet]) -> list[list[_Sheet]]:
    """Part the sheets so that none describes a thing otherwise than another beside it: mostly one part."""
    parts: list[tuple[Blocks, list[_Sheet]]] = []
    for sheet in sheets:
        for described, members in parts:
            if _agrees(sheet.blocks, described):
                described.update(sheet.blocks)
                members.append(sheet)
                break
        else:
            parts.append((dict(sheet.blocks), [sheet]))
    return [members for _, members in parts]


def _agrees(blocks: Blocks, described: Blocks) -> bool:
    shared = blocks.keys() & described.keys()
    return all(_is_same(blocks[subject], described[subject]) for subject in shared)


def _is_same(triples: list[ox.Triple], others: list[ox.Triple]) -> bool:
    return triples is others or triples == others or set(triples) == set(others)


def _merged(sheets: list[_Sheet]) -> Blocks:
    """Describe every subject once: all that describe it agree."""
    merged: Blocks = {}
    for sheet in sheets:
        merged.update(sheet.blocks)
    return merged


def _text(sheets: list[_Sheet], merged: Blocks) -> str:
    """Write the sheets as one, without what is unfit for an engine: that has its findings, all errors."""
    triples: Iterator[ox.Triple] = chain.from_iterable(merged.values())
    if any(finding.severity == "error" for sheet in sheets for finding in sheet.findings):
        triples = filter(is_sound, triples)
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def _finding(result: Result) -> Finding:
    """Make a finding of a result; of a look at the whole, the thing itself is not the value at fault."""
    name = result.shape.removeprefix(SHAPE)
    value = "" if result.value == result.focus else result.value
    return finding_of(name, result.focus.strip("<>"), shorten(result.path), value)


def _tell(sheets: Iterable[_Sheet], finding: Finding) -> None:
    for sheet in sheets:
        sheet.findings.append(finding)


def _in_order(findings: list[Finding]) -> list[Finding]:
    """Sort by layer, so that what weighs most comes first, and tell each thing once.

    A value that is unfit is not also told to be missing.
    """
    unfit = {(each.focus, each.path) for each in findings if each.layer == "wellformed"}
    told = {each for each in findings if each.layer == "wellformed" or not _is_lack(each, unfit)}
    return sorted(told, key=lambda finding: (LAYERS.index(finding.layer), *finding))


def _is_lack(finding: Finding, unfit: set[tuple[str, str]]) -> bool:
    return not finding.value and (finding.focus, finding.path) in unfit
