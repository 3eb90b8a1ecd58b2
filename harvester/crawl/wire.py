"""The child's only way to speak: events as lines on what was its standard output.

Law: nothing else is written there. The descriptor is taken away from ``sys.stdout`` at the start, so a
stray print lands in the log.
"""

import os
import sys

from harvester.crawl.events import Event, encode

__all__ = ["Wire"]


class Wire:
    """Blocks while the reader is busy; ends the process when the reader has gone."""

    def __init__(self) -> None:
        self._pipe = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=64 * 1024)
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def send(self, event: Event) -> None:
        try:
            self._pipe.write(encode(event))
        except BrokenPipeError:
            os._exit(0)

    def flush(self) -> None:
        """Hand over what is buffered: before every wait for the network, and at the end."""
        try:
            self._pipe.flush()
        except BrokenPipeError:
            os._exit(0)
