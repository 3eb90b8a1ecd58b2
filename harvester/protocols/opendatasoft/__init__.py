"""Opendatasoft (Huwise): the catalogue of the newest API that a portal has, or its export."""
