"""What no tracked file may hold: a maker's machine, a registry's address, or how the work was divided."""

import re
from pathlib import Path

import pytest

MACHINE_PATH = re.compile(r"(?<![\w.:/}$*-])/(?:work|root|home|Users|opt|tmp)/[\w.]|\b[A-Z]:\\\\?Users\b")
REGISTRY = re.compile(
    r"\bpy(?:pi|thonhosted)\.(?:org|io|python)|registry\.npm\w*|\bdeb(?:ian)?\.(?:org|net|debian)",
    re.IGNORECASE,
)
WORKSHOP = {
    "numbered work": r"\b(?:issue|task|ticket|milestone|sprint)s?\s*(?:#|no\.?|nr\.?)?\s*\d+\b",
    "tools that write": r"\b(?:claude|anthropic|openai|chatgpt|copilot|large language models?|llms?)\b",
    "who wrote": r"\bco-authored-by\b|\b(?:ai|llm)[- ](?:generated|written|assisted|assistant|agent)s?\b",
    "hands": r"\b(?:coding|autonomous|sub-?|parallel) ?agents?\b|\bthe (?:lead|CEO)\b",
    "shifts": r"\b(?:next|previous|earlier|later|work|developer) sessions?\b",
}
OWN = "tests/house/test_words.py"


def texts(root: Path, tracked: list[str]) -> list[tuple[str, str]]:
    found = []
    for path in tracked:
        content = (root / path).read_bytes()
        if path != OWN and b"\0" not in content[:8000]:
            found.append((path, content.decode("utf-8")))
    return found


def hits(pattern: re.Pattern[str], pages: list[tuple[str, str]]) -> list[str]:
    return [
        f"{path}:{number}: {line.strip()[:120]}"
        for path, text in pages
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


@pytest.fixture(scope="module")
def pages(root: Path, tracked: list[str]) -> list[tuple[str, str]]:
    return texts(root, tracked)


def test_no_file_names_a_path_of_one_machine(pages: list[tuple[str, str]]) -> None:
    assert hits(MACHINE_PATH, pages) == []


def test_no_file_names_a_package_registry(pages: list[tuple[str, str]]) -> None:
    assert hits(REGISTRY, pages) == []


@pytest.mark.parametrize("kind", sorted(WORKSHOP))
def test_no_file_tells_how_the_work_was_divided(pages: list[tuple[str, str]], kind: str) -> None:
    assert hits(re.compile(WORKSHOP[kind], re.IGNORECASE), pages) == []


@pytest.mark.parametrize(
    "harmless",
    [
        "foaf:Agent and class Agent",
        "User-Agent: Oogst/0.1",
        "an SQLAlchemy session, opened per batch",
        "the fragment #9 of the charter, see issue date 2026-01-01",
        "https://example.org/home/page and ./tmp/x",
    ],
)
def test_the_patterns_let_words_of_the_field_through(harmless: str) -> None:
    patterns = [MACHINE_PATH, REGISTRY, *(re.compile(each, re.IGNORECASE) for each in WORKSHOP.values())]
    assert [each.pattern for each in patterns if each.search(harmless)] == []


@pytest.mark.parametrize(
    "telling",
    [
        "see issue #12",
        "/home/jan/x",
        "pip index at py" + "pi.org",
        "written by an AI assistant",
        "the lead fills in",
    ],
)
def test_the_patterns_find_what_they_are_for(telling: str) -> None:
    patterns = [MACHINE_PATH, REGISTRY, *(re.compile(each, re.IGNORECASE) for each in WORKSHOP.values())]
    assert any(each.search(telling) for each in patterns)
