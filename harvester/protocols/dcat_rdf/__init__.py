"""DCAT in RDF: RDF/XML, Turtle, JSON-LD or N-Triples, whole or in pages."""
