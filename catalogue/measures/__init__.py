"""Figures of others beside the charter score: estimates with versions of their own, none of them in it.

Pure functions of an entry as it is published, its findings, and what probes saw of it. They are computed when
somebody looks, and nothing of them is kept: rules and observations of any day give the same figures again.
"""

from catalogue.measures.described import Described, described
from catalogue.measures.document import document_answers, document_page
from catalogue.measures.hvd import Hvd, HvdStanding, hvd, hvd_page
from catalogue.measures.mqa import Estimate, MqaTotal, conforms, estimate, mqa_total
from catalogue.measures.mqa_table import mqa_page
from catalogue.measures.pilots import Freshness, Pilot, pilots, pilots_page, vocabularies
from catalogue.measures.realtime import RealTime, real_time, realtime_page
from catalogue.measures.reply import Reply
from catalogue.measures.stars import Star, Stars, stars, stars_page

__all__ = [
    "Described",
    "Estimate",
    "Freshness",
    "Hvd",
    "HvdStanding",
    "MqaTotal",
    "Pilot",
    "RealTime",
    "Reply",
    "Star",
    "Stars",
    "conforms",
    "described",
    "document_answers",
    "document_page",
    "estimate",
    "hvd",
    "hvd_page",
    "mqa_page",
    "mqa_total",
    "pilots",
    "pilots_page",
    "real_time",
    "realtime_page",
    "stars",
    "stars_page",
    "vocabularies",
]
