"""What the tests of the charter share."""

import pytest

from catalogue.charter import Rubric, load_rubric


@pytest.fixture
def rubric() -> Rubric:
    return load_rubric()
