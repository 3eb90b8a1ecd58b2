"""Keep, judge, publish: the model, the profile, the charter, the store and the targets.

The lowest room of the house. It imports nothing from the rooms above it.
"""
