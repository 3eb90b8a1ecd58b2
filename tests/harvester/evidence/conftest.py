"""Towns that were harvested, whose evidence is handed over."""

from tests.harvester.runs.conftest import any_store, first_days, new_town, stage, town, whole_stage

__all__ = ["any_store", "first_days", "new_town", "stage", "town", "whole_stage"]
