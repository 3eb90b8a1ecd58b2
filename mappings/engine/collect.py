"""From several values to what the profile allows: one, one per language, or all different ones.

One law: a value that is set aside leaves a note.
"""

from collections.abc import Callable
from typing import TypeAlias

from catalogue.model import Note
from mappings.engine.paths import Found, Walk
from mappings.reading import Collect, Given, Rule, Scope, Yield, cut

__all__ = ["Reader", "either", "reader"]

Reader: TypeAlias = Callable[[object, str, Scope], list[Given]]


def reader(walks: list[Walk], rule: Rule, collect: Collect) -> Reader:
    """Compile the reading of one property: its paths in order, its rule, and how values come together."""
    if collect == "all":
        return _all(walks, rule)
    if collect == "joined":
        return _joined(walks, rule)
    if collect == "best":
        return _best(walks, rule)
    if collect == "latest":
        return _first(walks, rule, _latest)
    if collect == "spoken":
        return _first(walks, rule, _spoken)
    return _first(walks, rule, _per_language if collect == "languages" else _single)


def _read(found: list[Found], rule: Rule, scope: Scope) -> tuple[list[Given], list[Note]]:
    if len(found) == 1:  # nearly always
        items = rule(found[0][0], found[0][1], scope)
        if len(items) == 1 and type(items[0]) is Given:
            return [items[0]], []
        return _parted(items, [], [])
    values: list[Given] = []
    notes: list[Note] = []
    for pointer, raw in found:
        _parted(rule(pointer, raw, scope), values, notes)
    return values, notes


def _parted(items: Yield, values: list[Given], notes: list[Note]) -> tuple[list[Given], list[Note]]:
    for item in items:
        if type(item) is Given:
            values.append(item)
        elif type(item) is Note and not any(item.code == note.code for note in notes):
            notes.append(item)
    return values, notes


def either(readers: list[Reader]) -> Reader:
    """Read by the first reader that finds anything; what the ones before it noted no longer counts."""

    def read(node: object, base: str, scope: Scope) -> list[Given]:
        before = len(scope.notes)
        for one in readers:
            own = len(scope.notes)
            given = one(node, base, scope)
            if given:
                del scope.notes[before:own]
                return given
        return []

    return read


def _first(walks: list[Walk], rule: Rule, choose: Callable[[list[Given], Scope], list[Given]]) -> Reader:
    def read(node: object, base: str, scope: Scope) -> list[Given]:
        pending: list[Note] = []
        for walk in walks:
            found = walk(node, base)
            if not found:
                continue
            values, notes = _read(found, rule, scope)
            if values:
                if notes:
                    scope.notes.extend(notes)
                return choose(values, scope)
            pending.extend(notes)
        scope.notes.extend(pending)
        return []

    return read


def _single(values: list[Given], scope: Scope) -> list[Given]:
    kept = values[0]
    if len(values) == 1:
        return values
    extra = next((given for given in values if given.value != kept.value), None)
    if extra is not None:
        scope.note("value-extra", extra.pointer, extra.original or extra.shown)
    return [kept]


def _latest(values: list[Given], _scope: Scope) -> list[Given]:
    """Take the last moment; all of them are in one time zone."""
    return [max(values, key=lambda given: given.value.lexical)]


def _per_language(values: list[Given], scope: Scope) -> list[Given]:
    if len(values) == 1:
        return values
    kept: dict[str, Given] = {}
    for given in values:
        other = kept.setdefault(given.value.language, given)
        if other.value != given.value:
            scope.note("text-extra", given.pointer, given.original)
    return list(kept.values())


def _spoken(values: list[Given], scope: Scope) -> list[Given]:
    """Take a name in the language of the record, else the first, as a bare string."""
    chosen = next((given for given in values if given.value.language == scope.language), values[0])
    return [chosen._replace(value=chosen.value.value)]


def _best(walks: list[Walk], rule: Rule) -> Reader:
    def read(node: object, base: str, scope: Scope) -> list[Given]:
        pending: list[Note] = []
        values: list[Given] = []
        for walk in walks:
            found, notes = _read(walk(node, base), rule, scope)
            values.extend(found)
            pending.extend(notes)
        if not values:
            scope.notes.extend(pending)
            return []
        known = [given for given in values if given.row]
        return _single(known, scope) if known else values[:1]

    return read


def _joined(walks: list[Walk], rule: Rule) -> Reader:
    """Put the texts of one language together, each once: several paragraphs of one statement."""

    def read(node: object, base: str, scope: Scope) -> list[Given]:
        kept: dict[str, Given] = {}
        for walk in walks:
            values, notes = _read(walk(node, base), rule, scope)
            scope.notes.extend(notes)
            for given in values:
                known = kept.setdefault(given.value.language, given)
                if given.value.value not in known.value.value:
                    words = f"{known.value.value}\n\n{given.value.value}"
                    kept[given.value.language] = known._replace(
                        value=known.value._replace(value=words), shown=cut(words)
                    )
        return list(kept.values())

    return read


def _all(walks: list[Walk], rule: Rule) -> Reader:
    def read(node: object, base: str, scope: Scope) -> list[Given]:
        kept: dict[object, Given] = {}
        noted: dict[str, Note] = {}
        for walk in walks:
            found = walk(node, base)
            if not found:
                continue
            values, notes = _read(found, rule, scope)
            for note in notes:
                noted.setdefault(note.code, note)
            for given in values:
                known = kept.setdefault(given.value, given)
                if known is not given and given.original == given.value:
                    kept[given.value] = given  # what stands there is better evidence than what follows
        scope.notes.extend(noted.values())
        return list(kept.values())

    return read
