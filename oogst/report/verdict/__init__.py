"""One verdict wholly: all that an officer or an auditor may ask of it."""

from oogst.report.verdict.document import Told, verdict_document
from oogst.report.verdict.screen import print_verdict

__all__ = ["Told", "print_verdict", "verdict_document"]
