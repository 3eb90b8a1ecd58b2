"""A portal that speaks ArcGIS Hub: the whole catalogue as one DCAT-AP 2.0.1 and one DCAT-US 1.1 document.

Each feed has the holes of the real one. DCAT-AP 2.0.1 has no licence and no date of change, calls the access
URL ``accessUrl`` and every language English; DCAT-US has both, the licence as HTML and the place as numbers.
"""

from collections.abc import Sequence
from typing import Any

from oogst.demo.portals.loopback import Answer, Question, as_json

__all__ = ["HubFeeds"]

Sample = dict[str, Any]

FILE_TYPES = {
    "ArcGIS GeoServices REST API": "JSON",
    "Web Page": "HTML",
    "ZIP": "ZIP",
}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "ftype": "http://publications.europa.eu/resource/authority/file-type/",
    "lang": "http://publications.europa.eu/resource/authority/language/",
}
US_SCHEMA = "https://project-open-data.cio.gov/v1.1/schema"


class HubFeeds:
    """Answers the two feeds from one list of items; ``about`` says who the portal is."""

    def __init__(self, about: Sample, items: Sequence[Sample]) -> None:
        self._about = about
        self._items = items

    def __call__(self, question: Question) -> Answer | None:
        """Answer a question whose path begins at the portal's root; None when it is not for a feed."""
        match question.path.rstrip("/"):
            case "/api/feed/dcat-ap/2.0.1.json":
                return as_json(self.dcat_ap())
            case "/api/feed/dcat-us/1.1.json" | "/data.json":
                return as_json(self.dcat_us())
            case _:
                return None

    def dcat_ap(self) -> Sample:
        about = self._about
        return {
            "@context": CONTEXT,
            "@id": about["address"],
            "@type": "dcat:Catalog",
            "dct:description": None,
            "dct:title": about["title"],
            "dct:publisher": about["publisher"],
            "foaf:homepage": {"foaf:Document": f"{about['address']}/search"},
            "dct:language": {"@id": "lang:ENG"},
            "dct:creator": {"@id": about["account"], "@type": "foaf:Agent", "foaf:name": about["publisher"]},
            "dcat:dataset": [self._ap_dataset(item) for item in self._items],
        }

    def dcat_us(self) -> Sample:
        return {
            "@context": f"{US_SCHEMA}/catalog.jsonld",
            "@type": "dcat:Catalog",
            "conformsTo": US_SCHEMA,
            "describedBy": f"{US_SCHEMA}/catalog.json",
            "dataset": [self._us_dataset(item) for item in self._items],
        }

    def _ap_dataset(self, item: Sample) -> Sample:
        return {
            "@type": "dcat:Dataset",
            "@id": self._page(item),
            "dct:title": item["title"],
            "dct:description": item.get("description", ""),
            "dcat:contactPoint": {
                "@id": f"{self._about['account']}/sharing/rest/community/users/{item['owner']}?f=json",
                "@type": "Contact",
                "vcard:fn": item["owner"],
                "vcard:hasEmail": item.get("email", self._about["email"]),
            },
            "dct:publisher": self._about["publisher"],
            "dcat:theme": "geospatial",
            "dct:accessRights": "public",
            "dct:identifier": _identifier(item),
            "dcat:keyword": item.get("keywords"),
            "dct:provenance": item.get("provenance", ""),
            "dct:issued": item.get("issued"),
            "dct:language": {"@id": "lang:ENG"},
            "dcat:distribution": [_ap_file(title, form, url) for title, form, _, url in self._files(item)],
        }

    def _us_dataset(self, item: Sample) -> Sample:
        contact = {"@type": "vcard:Contact", "fn": item["owner"]}
        email = item.get("email", self._about["email"])
        return {
            "@type": "dcat:Dataset",
            "identifier": _identifier(item),
            "landingPage": self._page(item),
            "title": item["title"],
            "description": item.get("description", ""),
            "keyword": item.get("keywords"),
            "issued": item.get("issued"),
            "modified": item.get("modified"),
            "publisher": {"name": self._about["publisher"]},
            "contactPoint": contact | ({"hasEmail": email} if email else {}),
            "accessLevel": "public",
            "spatial": item.get("extent", ""),
            "license": item.get("licence", ""),
            "distribution": [_us_file(*file) for file in self._files(item)],
            "theme": ["geospatial"],
        }

    def _page(self, item: Sample) -> str:
        return f"{self._about['address']}/maps/{self._about['org']}::{item['slug']}"

    def _files(self, item: Sample) -> list[tuple[str, str, str, str | None]]:
        """List (title, format, media type, URL) of what the portal offers, then of what the owner added."""
        download = f"{self._about['address']}/api/download/v1/items/{item['id']}"
        layers = f"?layers={item['layer']}" if "layer" in item else ""
        offered = {
            "page": ("ArcGIS Hub Dataset", "Web Page", "text/html", self._page(item)),
            "rest": (
                "ArcGIS GeoService",
                "ArcGIS GeoServices REST API",
                "application/json",
                item.get("service"),
            ),
            "csv": ("CSV", "CSV", "text/csv", f"{download}/csv{layers}"),
            "geojson": ("GeoJSON", "GeoJSON", "application/vnd.geo+json", f"{download}/geojson{layers}"),
            "shapefile": ("Shapefile", "ZIP", "application/zip", f"{download}/shapefile{layers}"),
        }
        extra = [
            (file["title"], file["format"], file["media"], file["url"]) for file in item.get("extra", ())
        ]
        return [offered[name] for name in item["files"]] + extra


def _identifier(item: Sample) -> str:
    layer = f"&sublayer={item['layer']}" if "layer" in item else ""
    return f"https://www.arcgis.com/home/item.html?id={item['id']}{layer}"


def _ap_file(title: str, form: str, url: str | None) -> Sample:
    return {
        "@type": "dcat:Distribution",
        "dcat:accessUrl": url,
        "dct:format": {"@id": f"ftype:{FILE_TYPES.get(form, form.upper())}"},
        "dct:description": form,
        "dct:title": title,
    }


def _us_file(title: str, form: str, media_type: str, url: str | None) -> Sample:
    file = {"@type": "dcat:Distribution", "title": title, "format": form, "mediaType": media_type}
    return file | ({"accessURL": url} if url else {})
