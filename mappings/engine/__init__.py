"""The small engine that reads a record by a field file: paths, rules, and what one property may hold."""

from mappings.engine.fields import Block, Fields, Line, Values, fields

__all__ = ["Block", "Fields", "Line", "Values", "fields"]
