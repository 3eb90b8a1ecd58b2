"""A site with a DCAT-US ``data.json``: the whole catalogue in one document."""

from tests.harvester.scenarios.asking import Asked, Holding, Reply, as_json
from tests.harvester.scenarios.catalogues.arcgis_hub import dataset

__all__ = ["answer"]


def answer(asked: Asked, holding: Holding) -> Reply | None:
    if asked.path not in {"", "data.json"}:
        return None
    catalogue = {
        "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
        "@type": "dcat:Catalog",
        "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
        "dataset": [dataset(one) | {"identifier": f"us-{one}"} for one in holding.whole()],
    }
    return as_json(catalogue, hit=True)
