"""How often an entry says that it changes."""

from catalogue.model import Dataset, DatasetSeries, Resource

__all__ = ["code_of"]


def code_of(resource: Resource) -> str:
    """Give the code of the EU list of frequencies; empty where none is declared."""
    if isinstance(resource, Dataset | DatasetSeries) and resource.frequency:
        return resource.frequency.rpartition("/")[2]
    return ""
