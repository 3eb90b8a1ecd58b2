"""Judging again what was kept: any day, any rubric, with what was known then. No source is asked anything."""

from harvester.rejudging.judging import Rejudged, judged_again, known_then, rejudge
from harvester.rejudging.keeping import Rejudging, differs, judge_standing
from harvester.rejudging.reading import Reread, Unread, reread

__all__ = [
    "Rejudged",
    "Rejudging",
    "Reread",
    "Unread",
    "differs",
    "judge_standing",
    "judged_again",
    "known_then",
    "rejudge",
    "reread",
]
