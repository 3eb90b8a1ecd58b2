"""Catalogue Service for the Web (CSW) 2.0.2: records in ISO 19139 and 19115-3, or DCAT in RDF."""
