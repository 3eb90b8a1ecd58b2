"""A portal that speaks Opendatasoft Explore v2.1: paged datasets, and the catalogue in one file.

As at the real one, ``limit`` above 100 is refused, paging ends at 10,000, and a profile that the city never
switched on (``dcat_ap_vl``) answers 404 among the exports.
"""

from collections.abc import Sequence
from http import HTTPStatus
from itertools import chain
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from oogst.demo.portals.loopback import Answer, Question, as_json

__all__ = ["ExploreApi"]

Sample = dict[str, Any]

ROOT = "/api/explore/v2.1/catalog"
LIMIT_MAX = 100
EXPORTS = ("dcat", "json", "rdf")
QUOTA = (
    ("X-RateLimit-Limit", "5000"),
    ("X-RateLimit-Remaining", "4999"),
    ("Cache-Control", "no-cache, no-store"),
)


class ExploreApi:
    """Answers everything under ``/api/explore/v2.1``; ``window`` is where paging ends."""

    def __init__(self, datasets: Sequence[Sample], *, address: str, window: int = 10_000) -> None:
        self._datasets = sorted(datasets, key=lambda dataset: str(dataset["dataset_id"]))
        self._address = address
        self._window = window

    def __call__(self, question: Question) -> Answer | None:
        """Answer a question whose path begins at the portal's root; None when it is not for the API."""
        path = question.path.rstrip("/")
        if not path.startswith(ROOT):
            return None
        kind, _, name = path.removeprefix(ROOT).strip("/").partition("/")
        if kind == "exports":
            return self._export(question, name)
        if kind == "datasets":
            return self._one(name) if name else self._page(question)
        return _refusal(HTTPStatus.NOT_FOUND, "NotFoundError", f"unknown resource {path!r}")

    def _page(self, question: Question) -> Answer:
        limit, offset = question.query.get("limit", "10"), question.query.get("offset", "0")
        if not (limit.isdecimal() and int(limit) <= LIMIT_MAX):
            return _wrong(f"limit is {limit!r}, allowed is 0 to {LIMIT_MAX}")
        if not (offset.isdecimal() and int(offset) + int(limit) <= self._window):
            return _wrong(f"offset + limit is {offset} + {limit}, allowed is at most {self._window}")
        order = question.query.get("order_by", "dataset_id").split()
        if order[:1] != ["dataset_id"]:
            return _wrong(f"order_by is {order!r}, allowed is dataset_id")
        found = self._datasets[:: -1 if order[1:] == ["desc"] else 1]
        page = found[int(offset) : int(offset) + int(limit)]
        return as_json({"total_count": len(found), "results": page})._replace(headers=QUOTA)

    def _one(self, name: str) -> Answer:
        for dataset in self._datasets:
            if dataset["dataset_id"] == name:
                return as_json(dataset)
        return _refusal(HTTPStatus.NOT_FOUND, "UnknownDatasetError", f"unknown dataset {name!r}")

    def _export(self, question: Question, name: str) -> Answer:
        if not name:
            here = question.base + question.path.rstrip("/")
            return as_json({"links": [{"rel": rel, "href": f"{here}/{rel}"} for rel in EXPORTS]})
        if name not in EXPORTS:
            return _refusal(HTTPStatus.NOT_FOUND, "ExportNotActivated", f"export {name!r} is not activated")
        if name == "json":
            return as_json(self._datasets)._replace(headers=QUOTA)
        attachment = ("Content-Disposition", 'attachment; filename="datasets.rdf"')
        return Answer(
            self._rdf().encode(), "application/rdf+xml; charset=utf-8", headers=(*QUOTA, attachment)
        )

    def _rdf(self) -> str:
        """Write the ``dcat`` export: HTML in CDATA, licence as it stands, every text said to be French."""
        datasets = "\n".join(
            f"  <dcat:dataset>{self._dataset(dataset)}</dcat:dataset>" for dataset in self._datasets
        )
        spaces = " ".join(f'xmlns:{prefix}="{iri}"' for prefix, iri in NAMESPACES.items())
        return (
            f'<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF {spaces}>\n'
            f"<dcat:Catalog rdf:about={quoteattr(self._address)}>\n{datasets}\n</dcat:Catalog>\n</rdf:RDF>\n"
        )

    def _dataset(self, dataset: Sample) -> str:
        about, name = dataset["metas"]["default"], dataset["dataset_id"]
        page = f"{self._address}/explore/dataset/{name}/"
        texts = (
            _text("dct:identifier", name),
            _text("dct:title", about.get("title"), ' xml:lang="fr"'),
            _cdata("dct:description", about.get("description")),
            *(_text("dcat:keyword", word, ' xml:lang="fr"') for word in about.get("keyword") or ()),
            *(_text("dcat:theme", theme) for theme in about.get("theme") or ()),
            _text("dct:modified", about.get("modified"), f' rdf:datatype="{XSD}dateTime"'),
            _text("dct:publisher", about.get("publisher")),
            _text("dct:license", about.get("license_url") or about.get("license")),
        )
        files = (self._file(name, form) for form in ("csv", "json") if dataset.get("has_records"))
        return f"<dcat:Dataset rdf:about={quoteattr(page)}>{''.join(chain(texts, files))}</dcat:Dataset>"

    def _file(self, name: str, form: str) -> str:
        url = f"{self._address}/api/explore/v2.1/catalog/datasets/{name}/exports/{form}"
        return (
            f"<dcat:distribution><dcat:Distribution rdf:about={quoteattr(url)}>"
            f"<dct:format>{form}</dct:format><dcat:accessURL rdf:resource={quoteattr(url)}/>"
            "</dcat:Distribution></dcat:distribution>"
        )


XSD = "http://www.w3.org/2001/XMLSchema#"
NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
}


def _text(tag: str, value: str | None, attributes: str = "") -> str:
    return f"<{tag}{attributes}>{escape(value)}</{tag}>" if value else ""


def _cdata(tag: str, value: str | None) -> str:
    return f'<{tag} xml:lang="fr"><![CDATA[{value}]]></{tag}>' if value else ""


def _wrong(message: str) -> Answer:
    return _refusal(HTTPStatus.BAD_REQUEST, "InvalidRESTParameterError", message)


def _refusal(status: HTTPStatus, code: str, message: str) -> Answer:
    return as_json({"error_code": code, "message": message}, status)
