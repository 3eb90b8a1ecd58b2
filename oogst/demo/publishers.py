"""Publisher files of the towns behind the sample portals, in the format of ``schedules/``.

The facts in them are invented like the towns; addresses end in ``.example``.
"""

from importlib.resources import files
from pathlib import Path

from oogst.demo.portals import SamplePortals

__all__ = ["sample_publishers", "write_publishers"]

PLACE = "{portals}"
"""Stands in the files for the address that the sample portals were given."""


def sample_publishers(base_url: str) -> dict[str, str]:
    """Give the text of each publisher file by its file name, for portals at ``base_url``."""
    pages = [page for page in files(__package__).joinpath("towns").iterdir() if page.name.endswith(".yaml")]
    texts = {page.name: page.read_text(encoding="utf-8") for page in pages}
    return {name: texts[name].replace(PLACE, base_url) for name in sorted(texts)}


def write_publishers(folder: Path, portals: SamplePortals) -> list[Path]:
    """Write the publisher files of open portals into a folder, made when absent, and list them."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in sample_publishers(portals.base_url).items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written
