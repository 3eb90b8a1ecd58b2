"""What every screen is made of: one language, and the few forms in which things are shown."""

from oogst.screen.parts import data_table, fact_table, heading, percent, plain
from oogst.screen.speech import Speech

__all__ = ["Speech", "data_table", "fact_table", "heading", "percent", "plain"]
