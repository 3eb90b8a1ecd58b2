"""Holds entries against the profile, many in one call, and gives each its own findings.

What an entry shares with others (its publisher, the codes it uses) is checked once and told to each of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import pyoxigraph as ox

from catalogue.graph import Blocks
from catalogue.model.namespaces import expand, shorten
from catalogue.profile.findings import Finding
from catalogue.profile.layers import LAYERS, SHAPE
from catalogue.profile.reading import read
from catalogue.profile.validator import EngineError, Result, Validator
from catalogue.profile.wellformed import finding_of, flaws, is_sound

__all__ = ["assess"]

_TYPE: Final = ox.NamedNode(expand("rdf:type"))


class _Sheet(NamedTuple):
    """One entry under assessment."""

    blocks: Blocks
    findings: list[Finding]


def assess(batch: Sequence[Blocks | str], validator: Validator, context: str = "") -> list[list[Finding]]:
    """Give the findings of each entry, in the order of the batch; 50 to 100 entries a call are fastest.

    An entry is its triples by subject, or N-Triples text. ``context`` is N-Triples that hold for the
    catalogue but belong to no entry here, such as the types of resources that these entries refer to;
    what is wrong with it is nobody's finding. The validator must have been made with our own shapes.
    """
    sheets = [_Sheet(*read(entry)) if isinstance(entry, str) else _Sheet(entry, []) for entry in batch]
    together: list[_Sheet] = []
    alone: list[_Sheet] = []
    for sheet in sheets:
        (alone if _has_blank_subject(sheet) else together).append(sheet)
    for group in [together, *([sheet] for sheet in alone)]:
        owners = _owners(group)
        _check_form(group, owners)
        _check_shapes(group, owners, validator, context)
    return [_in_order(sheet.findings) for sheet in sheets]


def _has_blank_subject(sheet: _Sheet) -> bool:
    """Say whether results can be hard to trace back: a blank label means nothing outside its own sheet."""
    return any(subject.startswith("_:") for subject in sheet.blocks)


def _owners(sheets: list[_Sheet]) -> dict[str, list[_Sheet]]:
    owners: dict[str, list[_Sheet]] = defaultdict(list)
    for sheet in sheets:
        for subject in sheet.blocks:
            owners[subject].append(sheet)
    return owners


def _check_form(sheets: list[_Sheet], owners: dict[str, list[_Sheet]]) -> None:
    for triples in _merged(sheets).values():
        for finding in flaws(triples):
            _tell(owners[finding.focus], finding)


def _check_shapes(
    sheets: list[_Sheet], owners: dict[str, list[_Sheet]], validator: Validator, context: str
) -> None:
    """Validate in one call; when the engine gives up, halve until its entry stands alone."""
    if not sheets:
        return
    try:
        results = validator.validate(_text(sheets) + context)
    except EngineError:
        if len(sheets) == 1:
            _tell(sheets, finding_of("engine-failed", next(iter(sheets[0].blocks), "")))
            return
        middle = len(sheets) // 2
        for half in (sheets[:middle], sheets[middle:]):
            _check_shapes(half, _owners(half), validator, context)
        return
    for result in results:
        _tell(sheets if result.focus == "_:" else owners.get(result.focus[1:-1], ()), _finding(result))


def _merged(sheets: list[_Sheet]) -> Blocks:
    """Describe every subject once: the first sheet does, a later one only adds types it did not have."""
    merged: Blocks = {}
    for sheet in sheets:
        for subject, triples in sheet.blocks.items():
            known = merged.setdefault(subject, triples)
            if known is not triples:
                types = [triple for triple in triples if triple.predicate == _TYPE and triple not in known]
                merged[subject] = [*known, *types] if types else known
    return merged


def _text(sheets: list[_Sheet]) -> str:
    """Write the sheets as one, without values that are unfit: those have their findings already."""
    flawed = any(sheet.findings for sheet in sheets)
    triples = (
        triple
        for of_subject in _merged(sheets).values()
        for triple in of_subject
        if not flawed or is_sound(triple)
    )
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def _finding(result: Result) -> Finding:
    name = result.shape.removeprefix(SHAPE)
    return finding_of(name, result.focus.strip("<>"), shorten(result.path), result.value)


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
