"""Opendatasoft (Huwise): the catalogue of the Explore API v2.1, or its export where paging ends."""
