"""Datasets in Turtle, for the protocols that speak RDF."""

__all__ = ["PREFIXES", "catalogue", "dataset", "iri"]

PREFIXES = """@prefix as: <https://www.w3.org/ns/activitystreams#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
@prefix ldes: <https://w3id.org/ldes#> .
@prefix tree: <https://w3id.org/tree#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def iri(number: int) -> str:
    return f"https://data.molendries.example/id/dataset/{number}"


def catalogue(numbers: list[int]) -> str:
    listed = " ".join(f"dcat:dataset <{iri(one)}> ;" for one in numbers)
    place = "https://data.molendries.example/"
    return f'<{place}> a dcat:Catalog ; {listed} dct:title "Gegevens van Molendries"@nl .\n'


def dataset(number: int) -> str:
    name = iri(number)
    return (
        f"<{name}> a dcat:Dataset ;\n"
        f'  dct:title "Dataset {number}"@nl ; dct:description "Alles over nummer {number}."@nl ;\n'
        f'  dct:identifier "molendries/{number}" ; dct:issued "2024-01-01"^^xsd:date ;\n'
        f'  dcat:keyword "proef"@nl ; dcat:distribution <{name}/csv> .\n'
        f"<{name}/csv> a dcat:Distribution ; dcat:accessURL <{name}.csv> ; dct:format "
        "<http://publications.europa.eu/resource/authority/file-type/CSV> .\n"
    )
