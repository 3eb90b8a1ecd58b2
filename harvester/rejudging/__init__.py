"""Judging again what was kept: any day, any rubric, with what was known then. No source is asked anything."""

from harvester.rejudging.comparing import Compared, Mover, compare_rubrics
from harvester.rejudging.judging import Rejudged, judged_again, known_then, rejudge
from harvester.rejudging.keeping import Rejudging, differs, judge_standing
from harvester.rejudging.reading import Reread, Unread, reread
from harvester.rejudging.scoring import score_again

__all__ = [
    "Compared",
    "Mover",
    "Rejudged",
    "Rejudging",
    "Reread",
    "Unread",
    "compare_rubrics",
    "differs",
    "judge_standing",
    "judged_again",
    "known_then",
    "rejudge",
    "reread",
    "score_again",
]
