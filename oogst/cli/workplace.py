"""One folder for everything temporary of a check, gone when the check is."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from catalogue.errors import UsageError

__all__ = ["workplace"]

TEMPORARY: Final = ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR")
"""What Python and SQLite ask for the place of temporary files, here and in the crawler's process."""


@contextmanager
def workplace() -> Iterator[Path]:
    """Make a hidden folder in the working folder, in which all that is temporary goes meanwhile.

    Raises UsageError when the working folder may not be written to.
    """
    try:
        place = TemporaryDirectory(prefix=".oogst-", dir=Path.cwd(), ignore_cleanup_errors=True)
    except OSError as error:
        here = os.environ.get("PWD", os.curdir)
        raise UsageError("run.no-workplace", folder=here, detail=error.strerror or error) from error
    with place as folder, _everything_temporary_in(folder):
        yield Path(folder)


@contextmanager
def _everything_temporary_in(folder: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in TEMPORARY}
    os.environ.update(dict.fromkeys(TEMPORARY, folder))
    tempfile.tempdir = None
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        tempfile.tempdir = None
