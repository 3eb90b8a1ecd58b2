"""Towns that were harvested once, for what other rules make of what was kept."""

from tests.harvester.runs.conftest import any_store, first_days, new_town, stage, town, whole_stage

__all__ = ["any_store", "first_days", "new_town", "stage", "town", "whole_stage"]
