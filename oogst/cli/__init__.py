"""The command ``oogst``.

Each command is a file of its own, imported only when it is called for: a short command stays short.
"""

from oogst.cli.application import app, main

__all__ = ["app", "main"]
