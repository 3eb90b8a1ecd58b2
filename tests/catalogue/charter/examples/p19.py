"""Principle 19: open data in tenders and contracts."""

from tests.catalogue.charter.examples.answered import answers_of
from tests.catalogue.charter.examples.frame import Example

EXAMPLES: list[Example] = answers_of("P19.1")
