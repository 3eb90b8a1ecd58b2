"""The fingerprint of parts of the house: equal as long as none of their files changed, on any machine.

What was made by other code or other tables is made again. So a change is never forgotten, and at worst a
record is read anew without need; equal content makes no new version.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

__all__ = ["fingerprint_of"]

KINDS: Final = (".py", ".yaml", ".ttl", ".toml")


@cache
def fingerprint_of(*packages: str) -> str:
    """Give the SHA-256 over the code and the data files of some packages."""
    digest = sha256()
    for package in packages:
        for path, file in _within(files(package), package):
            digest.update(path.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _within(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from _within(item, f"{path}/{item.name}")
        elif item.name.endswith(KINDS):
            yield f"{path}/{item.name}", item
