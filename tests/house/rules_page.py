"""Writes the reference of the rules from what the rules say of themselves; a test holds the page to it.

``python -m tests.house.rules_page`` rewrites ``docs/reference/rules.md``.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import mappings
from catalogue.profile import GATE_LAYERS, LAYERS, Rule, rule_text, rules
from catalogue.profile.layers import SHAPE, SHAPE_LAYERS
from catalogue.profile.ruletables import read_table, rules_of, words
from mappings.defects import _defects
from mappings.whereabouts import _whereabouts

PAGE: Final = Path(__file__).parents[2] / "docs" / "reference" / "rules.md"

HEAD: Final = f"""# Rules

Every rule of the profile, by layer, with what it finds and what to do about it. Each sentence is there in
Dutch too; screens and `--json` give the language that is asked. The IRI of a rule that is a shape is
`{SHAPE}` with its name behind it.

What the layers are for stands in [Findings and the gate](../concepts/findings.md). This page is written from
the rules themselves by `python -m tests.house.rules_page`.
"""
COLUMNS: Final = ("rule", "weight", "at whom", "of", "property", "what it finds", "what to do")


def page() -> str:
    return "\n".join([HEAD, *_layers(), *_notes(), *_defects_known(), *_fields(), *_accepted()])


def main() -> None:
    """Rewrite the page."""
    PAGE.write_text(page(), encoding="utf-8")


def _layers() -> Iterator[str]:
    on = {
        rule.name: words()["classes"][rule.on]
        for layer in SHAPE_LAYERS
        for rule in rules_of(read_table(layer))
    }
    for layer in LAYERS:
        members = [rule for rule in rules() if rule.layer == layer]
        held = (
            "An error here holds an entry back."
            if layer in GATE_LAYERS
            else "Nothing here holds an entry back."
        )
        yield f"## {layer}\n\n{len(members)} rules. {held}\n"
        yield from _head(*COLUMNS)
        yield from (_row(rule, on[rule.name]["en"] if rule.name in on else "anything") for rule in members)
        yield ""


def _row(rule: Rule, of: str) -> str:
    text = rule_text(rule.name, "en")
    path = f"`{rule.path}`" if rule.path else ""
    cells = (f"`{rule.name}`", rule.severity, rule.fault, of, path, text.title, text.remedy)
    return _cells(*cells)


def _head(*cells: str) -> Iterator[str]:
    yield _cells(*cells)
    yield "|" + "---|" * len(cells)


def _cells(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("<", "&lt;") for cell in cells) + " |"


def _notes() -> Iterator[str]:
    yield "## mapping\n\nWhat the mapping saw and could not use. Nothing here holds an entry back.\n"
    yield from _head("note", "weight", "at whom", "what it says", "what to do")
    for code in mappings.note_codes():
        kind = mappings.note_kind(code)
        said = mappings.note_text(code, "en")
        yield _cells(f"`{code}`", kind.severity, kind.fault, said, mappings.note_remedy(code, "en"))
    yield ""


def _defects_known() -> Iterator[str]:
    yield "## Known defects of portal software\n"
    yield "Told as one finding with all its places when nearly all entries of a source break the rules.\n"
    yield from _head("defect", "software", "rules", "what it is", "what to do")
    for name, one in _defects().items():
        broken = ", ".join(f"`{rule}`" for rule in one.rules)
        yield _cells(f"`{name}`", one.software, broken, one.en, one.do_en)
    yield ""


def _fields() -> Iterator[str]:
    """Show per topic where it is mended in each software."""
    known = _whereabouts().software
    topics = dict.fromkeys(topic for one in known.values() for topic in one.fields)
    names = [name for name, one in known.items() if any(field for _, field in one.fields.values())]
    yield "## Where it is mended, by software\n"
    yield "A report names the field in the software of the portal. In RDF that is the property itself.\n"
    yield from _head("about", *names)
    for topic in topics:
        fields = (known[name].fields.get(topic, ("", ""))[1] for name in names)
        yield _cells(topic, *(f"`{field}`" if field else "" for field in fields))
    yield ""


def _accepted() -> Iterator[str]:
    yield "## What published shapes tell and Oogst does not\n"
    yield from _head("published shapes", "of", "property", "why not")
    for layer in ("ranges", "recommended"):
        for one in read_table(layer)["accepted"]:
            path = f"`{one['path']}`" if one["path"] else "as a whole"
            yield _cells(f"`{one['file']}`", words()["classes"][one["on"]]["en"], path, one["en"])
    yield ""


if __name__ == "__main__":
    main()
