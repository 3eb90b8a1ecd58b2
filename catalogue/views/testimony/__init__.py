"""What is known of entries beside their records, as of any moment, ready to judge with."""

from catalogue.views.testimony.copies import copies_of, doubles_of
from catalogue.views.testimony.gathering import testimonies
from catalogue.views.testimony.history import histories, rhythm
from catalogue.views.testimony.links import named, named_now, seen_of

__all__ = ["copies_of", "doubles_of", "histories", "named", "named_now", "rhythm", "seen_of", "testimonies"]
