"""The shapes that others published: which there are, how their bytes are read, what they need beside them.

They are no rules of ours. They are brought from where they stand (``oogst profile fetch``), and what our own
rules find is compared with them.
"""

from catalogue.profile.published.reading import Defect, ReadShapes, background, read_shapes
from catalogue.profile.published.register import Published, published

__all__ = ["Defect", "Published", "ReadShapes", "background", "published", "read_shapes"]
