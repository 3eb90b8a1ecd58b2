"""DCAT-US 1.1 (Project Open Data): a whole catalogue in one ``data.json``, or in the metastore of DKAN."""
