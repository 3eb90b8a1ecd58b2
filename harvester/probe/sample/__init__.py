"""From the first bytes of an answer to what they are. Pure: nothing more is asked, and nothing can hurt.

Whatever the bytes are, a sample comes of them: what cannot be read is said so, never raised.
"""

from harvester.probe.sample.reading import sample_of

__all__ = ["sample_of"]
