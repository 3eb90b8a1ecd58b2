"""Fixes: what an officer can do, and what each would gain, worked out by the rules that judge what is."""

from harvester.fixes import actions, answers, nonsense
from harvester.fixes.beside import Beside
from harvester.fixes.classes import Class, Member, sorted_out
from harvester.fixes.kinds import Kind, kinds
from harvester.fixes.known import Known, Terms
from harvester.fixes.looking import Look
from harvester.fixes.ranking import Looked, Ranked, Totals, rank
from harvester.fixes.standing import Standing
from harvester.fixes.trials import NONE, NOTHING, Desk, Done, Fix, Trial
from harvester.fixes.what_if import SUPPOSED, Supposed, tried_out

__all__ = [
    "NONE",
    "NOTHING",
    "SUPPOSED",
    "Beside",
    "Class",
    "Desk",
    "Done",
    "Fix",
    "Kind",
    "Known",
    "Look",
    "Looked",
    "Member",
    "Ranked",
    "Standing",
    "Supposed",
    "Terms",
    "Totals",
    "Trial",
    "actions",
    "answers",
    "kinds",
    "nonsense",
    "rank",
    "sorted_out",
    "tried_out",
]
