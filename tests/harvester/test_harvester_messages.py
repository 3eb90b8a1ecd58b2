import re
from pathlib import Path

import harvester
from catalogue.messages import LANGUAGES, keys, say

FACTS = {
    "url": "u",
    "detail": "d",
    "status": 1,
    "limit": 1,
    "tried": "t",
    "protocol": "p",
    "until": "w",
    "part": "c",
    "total": 1,
    "name": "n",
    "selector": "s",
}
ROOM = Path(str(harvester.__file__)).parent


def used() -> set[str]:
    rooms = [ROOM / name for name in ("crawl", "detect", "pages", "protocols", "rdf")]
    files = [*ROOM.glob("*.py"), *(file for room in rooms for file in room.rglob("*.py"))]
    text = "".join(file.read_text() for file in files)
    return set(re.findall(r'"(harvester\.(?!crawl\.)[a-z.-]+)"', text))


def test_every_key_that_the_harvester_uses_has_a_message_and_the_other_way_round() -> None:
    assert used() == {key for key in keys() if key.startswith("harvester.")}


def test_every_message_can_be_said_with_the_facts_that_come_with_it() -> None:
    for key in used():
        for language in LANGUAGES:
            assert say(key, language, **FACTS)
