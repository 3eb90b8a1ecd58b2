"""Every message a person reads stands in the catalogue, in Dutch and in English, with the same facts."""

import ast
from collections import Counter
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from ruamel.yaml import YAML

from catalogue.messages import LANGUAGES, keys
from catalogue.model import Protocol
from tests.house.source import Module

PARTS = {"what", "stands", "next"}


def pages(root: Path) -> list[Path]:
    return sorted((root / "catalogue" / "messages").glob("*.yaml"))


@pytest.fixture(scope="module")
def messages(root: Path) -> dict[str, dict[str, Any]]:
    return {key: text for page in pages(root) for key, text in YAML(typ="safe", pure=True).load(page).items()}


def test_every_protocol_has_a_name_for_people(messages: dict[str, dict[str, Any]]) -> None:
    assert [protocol for protocol in Protocol if f"protocol.{protocol}" not in messages] == []


def facts(text: str | dict[str, str]) -> set[str]:
    parts = [text] if isinstance(text, str) else list(text.values())
    fields = (field for part in parts for _, field, _, _ in Formatter().parse(part))
    return {field.split(".")[0].split("[")[0] for field in fields if field is not None}


def test_every_key_is_found_where_its_page_is_not_read_yet(messages: dict[str, dict[str, Any]]) -> None:
    assert keys() == sorted(messages)


def test_no_key_stands_on_two_pages(root: Path) -> None:
    counted = Counter(key for page in pages(root) for key in YAML(typ="safe", pure=True).load(page))
    assert [key for key, times in counted.items() if times > 1] == []


def test_every_message_is_dutch_and_english(messages: dict[str, dict[str, Any]]) -> None:
    assert messages
    assert [key for key, text in messages.items() if set(text) != set(LANGUAGES)] == []


def test_both_languages_name_the_same_facts(messages: dict[str, dict[str, Any]]) -> None:
    assert [key for key, text in messages.items() if facts(text["nl"]) != facts(text["en"])] == []


def test_both_languages_have_the_same_parts(messages: dict[str, dict[str, Any]]) -> None:
    for key, text in messages.items():
        shapes = [set(text[lang]) if isinstance(text[lang], dict) else None for lang in LANGUAGES]
        assert shapes[0] == shapes[1], key
        assert shapes[0] is None or shapes[0] <= PARTS, key


def test_no_message_is_empty(messages: dict[str, dict[str, Any]]) -> None:
    for key, text in messages.items():
        for lang in LANGUAGES:
            parts = text[lang].values() if isinstance(text[lang], dict) else [text[lang]]
            assert all(part.strip() for part in parts), key


def said(module: Module) -> list[tuple[int, str, set[str] | None]]:
    """List what a module says by a literal key: line, key, and the facts it gives (None if not literal)."""
    found = []
    for call in [*module.calls("Error"), *module.calls("say")]:
        key = call.args[0] if call.args else None
        if (
            isinstance(key, ast.Constant)
            and isinstance(key.value, str)
            and "." in key.value
            and " " not in key.value
        ):
            given = {each.arg for each in call.keywords if each.arg}
            whole = len(given) == len(call.keywords)
            found.append((call.lineno, key.value, given if whole else None))
    return found


def test_what_is_said_stands_in_the_catalogue(
    modules: list[Module], messages: dict[str, dict[str, Any]]
) -> None:
    unknown = [
        f"{module.path}:{line} {key}"
        for module in modules
        for line, key, _ in said(module)
        if key not in messages
    ]
    assert unknown == []


def test_what_is_said_gives_every_fact(modules: list[Module], messages: dict[str, dict[str, Any]]) -> None:
    wanting = [
        f"{module.path}:{line} {key} misses {sorted(facts(messages[key]['nl']) - given)}"
        for module in modules
        for line, key, given in said(module)
        if given is not None and key in messages and facts(messages[key]["nl"]) - given
    ]
    assert wanting == []


def test_every_protocol_has_a_name(messages: dict[str, dict[str, Any]]) -> None:
    assert {f"protocol.{protocol}" for protocol in Protocol} <= messages.keys()
