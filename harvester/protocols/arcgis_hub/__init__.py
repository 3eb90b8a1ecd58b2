"""ArcGIS Hub: the whole catalogue in one JSON feed, or its search page after page."""
