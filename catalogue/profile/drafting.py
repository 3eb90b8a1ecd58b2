"""Writes the shape files from the tables beside them, so that hundreds of shapes say things in one way.

The Turtle is what is loaded and shipped; a test keeps tables and Turtle equal.
``python -m catalogue.profile.drafting`` rewrites the files after a change to a table.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from textwrap import wrap
from typing import Final

from catalogue.messages import LANGUAGES
from catalogue.model.namespaces import PREFIXES
from catalogue.profile.layers import PARTS, RULE, SHAPE, SHAPE_LAYERS
from catalogue.profile.ruletables import Draft, Table, Texts, read_table, rules_of, words

__all__ = ["draft", "main"]

SHAPES: Final = Path(__file__).parent / "shapes"


def draft(name: str) -> str:
    """Write the Turtle of one layer from ``tables/<layer>.yaml``, or of the parts that layers share."""
    body = "\n\n".join(_parts() if name == PARTS else _layer(name)) + "\n"
    return f"{_prefixes(body)}\n\n{body}"


def rules_by_class(rules: Iterable[Draft]) -> list[Draft]:
    """Sort rules as ``classes`` in ``words.yaml``, without those on a whole thing: each is its own shape."""
    order = list(words()["classes"])
    on_paths = (rule for rule in rules if rule.path and not rule.whole)
    return sorted(on_paths, key=lambda rule: order.index(rule.on))


def main() -> None:
    """Rewrite every shape file."""
    for name in (PARTS, *SHAPE_LAYERS):
        (SHAPES / f"{name}.ttl").write_text(draft(name), encoding="utf-8")


def _layer(layer: str) -> Iterator[str]:
    table = read_table(layer)
    rules = rules_of(table)
    yield f"# Written from tables/{layer}.yaml and tables/words.yaml: change those, then draft again."
    for on, of_class in groupby(rules_by_class(rules), attrgetter("on")):
        yield _node_shape(layer, on, list(of_class))
    for rule in rules:
        yield _rule_shape(rule, table)
    for scheme, name in table.get("schemes", {}).items():
        yield _inner(f"of-{name}", "skos:inScheme", f"sh:hasValue <{scheme}>")
    for name, path in table.get("parts", {}).items():
        yield _inner(name, path, "sh:minCount 1")
    for name, said in table.get("shapes", {}).items():
        kind = "PropertyShape" if said.startswith("sh:path") else "NodeShape"
        yield f"shape:{name} a sh:{kind} ; {said} ."


def _parts() -> Iterator[str]:
    """Write the small shapes that say of a value what it is: of a class, of a datatype, in a code list."""
    yield "# Written from tables/words.yaml: change that, then draft again."
    for datatype in words()["dates"]:
        yield f"shape:is-{datatype} a sh:NodeShape ; sh:datatype xsd:{datatype} ."
    ranges = words()["ranges"].items()
    for kind in sorted({kind for name, of in ranges for kind in of.get("any", [name])}):
        yield f"shape:is-{kind.replace(':', '-')} a sh:NodeShape ; sh:class {kind} ."
    for name, of in words()["codes"].items():
        yield _code_list(name, of)


def _prefixes(body: str) -> str:
    known = PREFIXES | {"sh": "http://www.w3.org/ns/shacl#", "shape": SHAPE, "rule": RULE}
    used = set(re.findall(r"(?<![\w<\"])([a-z]+):(?!//)", body))
    return "\n".join(f"@prefix {prefix}: <{known[prefix]}> ." for prefix in sorted(used & known.keys()))


def _node_shape(layer: str, on: str, rules: list[Draft]) -> str:
    listed = " ,\n        ".join(f"shape:{rule.name}" for rule in rules)
    return f"shape:{layer}-{on} a sh:NodeShape ;\n    {_target(on)} ;\n    sh:property\n        {listed} ."


def _target(on: str) -> str:
    of = words()["classes"][on]
    parts = [f"sh:targetClass {', '.join(of['targets'])}"] if "targets" in of else []
    return " ; ".join(parts + [f"sh:targetObjectsOf {each}" for each in of.get("objects", [])])


def _rule_shape(rule: Draft, table: Table) -> str:
    whole = rule.whole or not rule.path
    first = f"a sh:NodeShape ; {_target(rule.on)}" if whole else f"a sh:PropertyShape ; sh:path {rule.path}"
    about = f" rule:path {rule.path} ;" if rule.whole else ""
    return (
        f"shape:{rule.name} {first} ;{about}\n"
        f"    {rule.constraint} ; sh:severity sh:{rule.severity or table['severity']} ;\n"
        f"    sh:message {_said(rule.title)} ;\n"
        f'    rule:layer "{table["layer"]}" ; rule:fault "{rule.fault}" ;\n'
        f"    rule:remedy {_said(rule.remedy)} ."
    )


def _said(texts: Texts) -> str:
    return " ,\n        ".join(f'"{texts[language]}"@{language}' for language in LANGUAGES)


def _code_list(name: str, of: Table) -> str:
    if "pattern" in of:
        return f"shape:in-{name} a sh:NodeShape ; sh:pattern {_quoted(of['pattern'])} ."
    listed = "\n    ".join(
        wrap(
            " ".join(f"<{of['within']}{code}>" for code in of["codes"]),
            200,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )
    return f"shape:in-{name} a sh:NodeShape ; sh:in (\n    {listed} ) ."


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _inner(name: str, path: str, constraint: str) -> str:
    return (
        f"shape:{name} a sh:NodeShape ; sh:property shape:{name}-by-property .\n"
        f"shape:{name}-by-property a sh:PropertyShape ; sh:path {path} ; {constraint} ."
    )


if __name__ == "__main__":
    main()
