"""The datasets of the sample portals, one YAML file per portal, as they stand on a first and on a second day.

Everything is invented: the towns, the data, the addresses (which end in ``.example`` and lead nowhere).
"""

from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from ruamel.yaml import YAML

__all__ = ["Catalogue", "Sample", "catalogue", "faults"]

Sample = dict[str, Any]

ANSWERS = ("name", "dataset_id", "iri")
"""Under which key a dataset of some portal holds its identifier; an item of ArcGIS has two that make one."""


class Catalogue(NamedTuple):
    about: Sample
    datasets: list[Sample]


@cache
def catalogue(portal: str, day: int) -> Catalogue:
    """Give what a portal (the name of its file) holds on day 1, or from day 2 on."""
    content = _content(portal)
    datasets: list[Sample] = content["datasets"]
    if day > 1:
        datasets = _next_day(datasets, content["day2"])
    return Catalogue(content["about"], [_served(dataset) for dataset in datasets])


def faults(portal: str) -> dict[str, list[str]]:
    """List the faults that were put in on the first day, by the identifier of the dataset that has them."""
    found: dict[str, list[str]] = {}
    for dataset in _content(portal)["datasets"]:
        found.setdefault(identifier(dataset), []).extend(dataset["faults"])
    return found


def identifier(dataset: Sample) -> str:
    """Give the portal's own identifier of a dataset."""
    for key in ANSWERS:
        if key in dataset:
            return str(dataset[key])
    layer = f"&sublayer={dataset['layer']}" if "layer" in dataset else ""
    return f"https://www.arcgis.com/home/item.html?id={dataset['id']}{layer}"


@cache
def _content(portal: str) -> Sample:
    page = files(__name__).joinpath(f"{portal}.yaml")
    content: Sample = YAML(typ="safe", pure=True).load(page.read_text(encoding="utf-8"))
    return content


def _next_day(datasets: list[Sample], day: Sample) -> list[Sample]:
    edits = day["touched"] | day["changed"]
    kept = [dataset for dataset in datasets if identifier(dataset) not in day["vanished"]]
    return [*(_merged(dataset, edits.get(identifier(dataset), {})) for dataset in kept), *day["new"]]


def _merged(old: Sample, edit: Sample) -> Sample:
    new = dict(old)
    for key, value in edit.items():
        new[key] = _merged(old[key], value) if isinstance(value, dict) else value
    return new


def _served(dataset: Sample) -> Sample:
    return {key: value for key, value in dataset.items() if key != "faults"}
