"""ArcGIS Hub: the whole catalogue in one JSON feed, DCAT-US 1.1 where there is one, else DCAT-AP 2.0.1."""
