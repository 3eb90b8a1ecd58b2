"""The recorded catalogues that the whole road is shown on, read in place."""

from pathlib import Path
from typing import Final, NamedTuple

__all__ = ["INPUTS", "Input"]


class Input(NamedTuple):
    name: str
    path: str
    """Under the corpus; a ``.jsonl.gz`` of CKAN packages is served as a CKAN API."""
    datasets: int
    """Datasets in it, by its index."""
    publisher: str = ""
    """Whose facts apply: the name of a publisher file."""

    def file(self, corpus: Path) -> Path:
        return corpus / self.path


RDF: Final = "dcat_rdf/"
INPUTS: Final = (
    Input("Antwerpen 2021, RDF/XML", f"{RDF}antwerpen_dcat_2021-01-12.rdf.gz", 489, "antwerpen"),
    Input("Gent 2025, Turtle", f"{RDF}data.gov.be_2025-04_gent.ttl.gz", 287, "gent"),
    Input("Antwerpen 2025, Turtle", f"{RDF}data.gov.be_2025-04_antwerpen.ttl.gz", 522, "antwerpen"),
    Input("Stad Brussel 2025, Turtle", f"{RDF}data.gov.be_2025-04_brussel-stad.ttl.gz", 213, "brussel"),
    Input(
        "economie.gouv.fr, Opendatasoft RDF/XML",
        "opendatasoft/economie-gouv-fr_catalog_exports_dcat.rdf.gz",
        426,
    ),
    Input(
        "Brussel 2015, malformed Turtle",
        "opendatasoft/opendata.brussels.be_v1_search_rdf_2015-01.ttl.gz",
        317,
        "brussel",
    ),
    Input("Edinburgh, Hub DCAT-AP", "arcgis_hub/dcat-ap-2.0.1_edinburgh.json", 44),
    Input("Glasgow, Hub DCAT-AP", "arcgis_hub/dcat-ap-2.0.1_glasgow.json.gz", 68),
    Input("Highland, Hub DCAT-AP", "arcgis_hub/dcat-ap-2.0.1_highland.json", 22),
    Input("North Ayrshire, Hub DCAT-AP", "arcgis_hub/dcat-ap-2.0.1_north_ayrshire.json.gz", 126),
    Input("North Lanarkshire, Hub DCAT-AP", "arcgis_hub/dcat-ap-2.0.1_north_lanarkshire.json", 21),
    Input("Evian, Hub DCAT-US", "arcgis_hub/dcat-us_evian.json", 8),
    Input("Esri 2016, DCAT-US", "arcgis_hub/esri_dcat_2016.jsonld", 71),
    Input(
        "EU portal 2015, CKAN API",
        "ckan/open-data.europa.eu_2015-08-04_package_show_sample1500.jsonl.gz",
        1500,
    ),
    Input("Vlaanderen 2025, N-Triples", f"{RDF}data.gov.be_2025-04_vlaanderen_all.nt.gz", 8529, "vlaanderen"),
)
