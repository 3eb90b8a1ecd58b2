"""CKAN: the Action API, ``package_search`` in a stable order."""
