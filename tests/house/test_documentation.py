"""What is documented is what there is: every command, option, setting and exit code, both ways."""

import importlib
import importlib.util
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from catalogue.errors import OogstError


@dataclass(frozen=True)
class Command:
    """A command of the face as a person types it."""

    name: str
    help: str
    options: tuple[str, ...]
    arguments: tuple[str, ...]


def _need(module: str) -> None:
    """Skip while a module does not exist; a module that exists and cannot be imported is an error."""
    try:
        found = importlib.util.find_spec(module)
    except ModuleNotFoundError:
        found = None
    if found is None:
        pytest.skip(f"{module} does not exist yet")


def word(metavar: str) -> str:
    """Strip what marks an argument as optional or repeated: ``[PUBLISHER]...`` is PUBLISHER."""
    return re.sub(r"[^A-Z_]", "", metavar.upper())


def walk(command: Any, name: str) -> Iterator[Command]:  # noqa: ANN401 - typer's own class has no stable name
    """Yield a command and those under it, depth first."""
    shown = [each for each in command.params if not getattr(each, "hidden", False)]
    options = [text for each in shown if each.param_type_name == "option" for text in each.opts]
    arguments = [word(each.metavar or each.name) for each in shown if each.param_type_name == "argument"]
    yield Command(name, command.help or "", tuple(options), tuple(arguments))
    for name_below in getattr(command, "members", dict)():
        member = command.get_command(None, name_below)
        if not member.hidden:
            yield from walk(member, f"{name} {name_below}")


@pytest.fixture(scope="module")
def commands() -> list[Command]:
    _need("oogst.cli")
    typer = importlib.import_module("typer")
    app = importlib.import_module("oogst.cli").app
    return list(walk(typer.main.get_command(app), "oogst"))


@pytest.fixture(scope="module")
def settings() -> list[str]:
    """Names of the environment variables that the settings are read from."""
    _need("oogst.settings")
    model = importlib.import_module("oogst.settings").Settings
    prefix = model.model_config.get("env_prefix", "")
    return [
        (field.validation_alias or f"{prefix}{name}").upper() for name, field in model.model_fields.items()
    ]


def sections(page: Path) -> dict[str, str]:
    """Split a page at its headings; the key is the heading without code marks."""
    parts = re.split(r"^#{2,4} (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {
        title.replace("`", "").strip(): body for title, body in zip(parts[1::2], parts[2::2], strict=True)
    }


@pytest.fixture(scope="module")
def command_pages(root: Path) -> dict[str, str]:
    return sections(root / "docs" / "reference" / "commands.md")


def test_every_command_has_a_section(commands: list[Command], command_pages: dict[str, str]) -> None:
    assert [each.name for each in commands if each.name not in command_pages] == []


def test_every_section_is_a_command(commands: list[Command], command_pages: dict[str, str]) -> None:
    titles = {title for title in command_pages if title.split(" ")[0] == "oogst"}
    assert titles - {each.name for each in commands} == set()


def test_every_option_and_argument_is_documented(
    commands: list[Command], command_pages: dict[str, str]
) -> None:
    silent = [
        f"{each.name} {text}"
        for each in commands
        for text in (*each.options, *each.arguments)
        if text not in {"-h", "--help"} and f"`{text}" not in command_pages.get(each.name, "")
    ]
    assert silent == []


def test_every_documented_option_exists(commands: list[Command], command_pages: dict[str, str]) -> None:
    known = {each.name: set(each.options) for each in commands}
    invented = [
        f"{name} {option}"
        for name, body in command_pages.items()
        if name in known
        for option in re.findall(r"^- `(--[a-z-]+)", body, re.MULTILINE)
        if option not in known[name]
    ]
    assert invented == []


def test_every_command_explains_itself(commands: list[Command]) -> None:
    assert [each.name for each in commands if not each.help.strip()] == []


def test_every_setting_has_a_section(settings: list[str], root: Path) -> None:
    documented = sections(root / "docs" / "reference" / "settings.md")
    assert [name for name in settings if name not in documented] == []


def test_every_documented_setting_exists(settings: list[str], root: Path) -> None:
    documented = sections(root / "docs" / "reference" / "settings.md")
    assert {name for name in documented if name.startswith("OOGST_")} - set(settings) == set()


def keys(page: str) -> set[str]:
    """Give the code words in the first column of a page's tables."""
    cells = re.findall(r"^\| (`[^|]*`) \|", page, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def test_every_key_of_a_publisher_file_is_documented_in_its_section(root: Path) -> None:
    forms = importlib.import_module("schedules.forms")
    documented = sections(root / "docs" / "reference" / "publisher-file.md")
    assert keys(documented["The publisher"]) == set(forms.PublisherForm.model_fields)
    for name, form in forms.FORMS.items():
        assert keys(documented[name]) == set(form.model_fields), name


def test_every_key_of_the_file_of_targets_is_documented_in_its_section(root: Path) -> None:
    forms = importlib.import_module("schedules.target_forms")
    documented = sections(root / "docs" / "reference" / "targets-file.md")
    for name, form in forms.TARGET_FORMS.items():
        assert keys(documented[name]) == set(form.model_fields), name


def test_every_layer_of_the_profile_is_documented(root: Path) -> None:
    layers = importlib.import_module("catalogue.profile.layers")
    text = (root / "docs" / "concepts" / "findings.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z0-9-]+)` \|.*\| (yes|no) \|$", text, re.MULTILINE))
    assert set(rows) == {*layers.LAYERS, "mapping"}
    assert {name for name, gated in rows.items() if gated == "yes"} == set(layers.GATE_LAYERS)


def family(error: type[OogstError]) -> Iterator[type[OogstError]]:
    yield error
    for child in error.__subclasses__():
        yield from family(child)


def test_every_exit_code_is_documented(root: Path) -> None:
    text = (root / "docs" / "reference" / "exit-codes.md").read_text(encoding="utf-8")
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    assert {0, 6, 130, *(error.exit_code for error in family(OogstError))} <= documented


def test_every_command_in_an_example_exists(commands: list[Command], root: Path) -> None:
    first = {each.name.split()[1] for each in commands if " " in each.name}
    pages = [root / "README.md", *(root / "docs").rglob("*.md")]
    typed = {
        name
        for page in pages
        for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
        for name in re.findall(r"^(?:\$ )?oogst ([a-z-]+)", block, re.MULTILINE)
    }
    assert typed - first == set()


def test_every_page_is_reached_from_the_index(root: Path) -> None:
    folder = root / "docs"
    listed = {folder / "index.md"}
    for page in folder.rglob("*.md"):
        for block in re.findall(r"```\{toctree\}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            names = [line.strip() for line in block.splitlines() if line.strip() and not line.startswith(":")]
            listed |= {(page.parent / f"{name}.md").resolve() for name in names}
    assert {page for page in folder.rglob("*.md") if "_build" not in page.parts} - listed == set()
