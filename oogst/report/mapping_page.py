"""The mappings as a page of the documentation, so that a reviewer need not read the files themselves."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from catalogue.model import Dialect
from mappings import MappingRow, mapping_rows
from oogst.screen import Speech

__all__ = ["mapping_page"]


def mapping_page(dialects: Iterable[Dialect], speech: Speech) -> str:
    """Write the mappings of these dialects in Markdown."""
    return "\n".join(_lines(dialects, speech)) + "\n"


def _lines(dialects: Iterable[Dialect], speech: Speech) -> Iterator[str]:
    yield f"# {speech.say('mapping.page-title')}"
    yield ""
    yield speech.say("mapping.page")
    for dialect in dialects:
        yield from ("", f"## {dialect}")
        rows = mapping_rows(dialect, speech.language)
        for node, several in groupby(rows, key=lambda row: (row.node, row.at)):
            yield from _table(*node, list(several), speech)


def _table(node: str, at: str, rows: list[MappingRow], speech: Speech) -> Iterator[str]:
    place = f" (`{at}`)" if at != "." else ""
    yield from ("", f"**{node}**{place}", "")
    yield f"| {speech.say('column.property')} | {speech.say('column.rule')} |"
    yield "|---|---|"
    for row in rows:
        yield f"| `{row.name}` | {row.words.replace('|', chr(92) + '|').replace('*', chr(92) + '*')} |"
