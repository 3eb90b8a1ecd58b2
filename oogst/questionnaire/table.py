"""Reads a questionnaire from CSV, one answer a row: what a spreadsheet or a survey tool writes.

Columns bear the names of the form's keys; ``answers.date`` gives the answer named ``date``. Several proofs
or entries in one cell are parted by a bar.
"""

import csv
import io
from pathlib import Path
from typing import Final

from catalogue.charter import Rubric
from catalogue.errors import UsageError
from oogst.questionnaire.answer import Answer, FilledIn
from oogst.questionnaire.filled import EACH, answer_at, read_text
from schedules.positions import Page, Place, Value

__all__ = ["read_table"]

LISTS: Final = frozenset({"evidence", "entries"})
INNER: Final = "answers."


def read_table(file: Path, rubric: Rubric) -> FilledIn:
    """Read a questionnaire from CSV. Raises UsageError that names file, line and remedy."""
    text = read_text(file)
    first = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    names = [name.strip() for name in reader.fieldnames or ()]
    _known(file, names)
    found: list[Answer] = []
    publishers: set[str] = set()
    for row in reader:
        page = _page(file, reader.line_num, dict(zip(names, row.values(), strict=False)))
        publishers.add(str(row.get("publisher") or "").strip())
        answer = answer_at(page, ("answers", 0), rubric)
        found += [answer] if answer else []
    if len(publishers - {""}) > 1:
        raise UsageError("questionnaire.several-publishers", file=file, names=", ".join(sorted(publishers)))
    return FilledIn(publisher="".join(publishers - {""}), rubric="", answers=tuple(found))


def _known(file: Path, names: list[str]) -> None:
    unknown = [name for name in names if name not in {*EACH, "publisher"} and not name.startswith(INNER)]
    missing = [name for name in ("check", "statement") if name not in names]
    if unknown or missing:
        raise UsageError(
            "questionnaire.columns",
            file=file,
            unknown=", ".join(unknown) or "-",
            missing=", ".join(missing) or "-",
            known=", ".join((*EACH, "publisher", f"{INNER}date")),
        )


def _page(file: Path, line: int, row: dict[str, str]) -> Page:
    """Lay a row out as the YAML form would stand, every value on its line."""
    item: dict[str, Value] = {}
    inner: dict[str, Value] = {}
    for name, typed in row.items():
        value = (typed or "").strip()
        if name.startswith(INNER):
            inner[name.removeprefix(INNER)] = value
        elif name in LISTS:
            item[name] = [part.strip() for part in value.split("|") if part.strip()]
        elif name != "publisher":
            item[name] = value
    page = Page(str(file))
    given: dict[str, Value] = {name: value for name, value in inner.items() if value}
    page.value = {"answers": [{**item, **({"answers": given} if given else {})}]}
    page.values = {(): Place(line, 1)}
    return page
