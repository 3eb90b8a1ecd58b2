"""The published shape files: brought from where they stand, kept in a folder, never trusted unseen."""

from harvester.published.bringing import Brought, bring
from harvester.published.shelf import Kept, Shelf, State

__all__ = ["Brought", "Kept", "Shelf", "State", "bring"]
