"""The nodes of the model, each made from what the engine read."""
