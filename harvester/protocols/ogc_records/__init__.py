"""OGC API - Records: the items of one collection, as RDF where the collection has it, else as JSON."""
