"""A store of a city, and its pages as written from it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from catalogue.model import Catalog, Entry
from catalogue.store import Database
from catalogue.targets.site import SiteWritten, write_site
from tests.catalogue.graph.conftest import CITY, catalog
from tests.catalogue.targets.site.kept import TODAY

__all__ = ["City", "catalog"]


@dataclass(frozen=True)
class City:
    database: Database
    catalog: Catalog
    folder: Path

    def write(self) -> SiteWritten:
        with self.database.transaction() as connection:
            return write_site(self.folder, CITY, self.catalog, connection=connection, changed_at=TODAY)

    def page(self, entry: Entry, form: str = "html") -> Path:
        return self.folder / "id" / "dataset" / CITY / f"{entry.identity.uuid}.{form}"

    def files(self) -> dict[str, bytes]:
        """Give every file that is served, by its name."""
        found = (path for path in self.folder.rglob("*") if path.is_file() and path.name[0] != ".")
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in found}


@pytest.fixture
def city(store: Database, tmp_path: Path, catalog: Catalog) -> City:
    return City(store, catalog, tmp_path / "feeds")
