"""The reference of the mappings is what the field files say, with the names of the profile."""

import pytest

from tests.house.mapping_pages import FOLDER, PORTALS, page


@pytest.mark.parametrize("portal", PORTALS)
def test_the_page_of_a_portal_is_what_its_field_files_say(portal: str) -> None:
    written = (FOLDER / f"mapping-{portal}.md").read_text(encoding="utf-8")
    assert written == page(portal), "python -m tests.house.mapping_pages rewrites it"
