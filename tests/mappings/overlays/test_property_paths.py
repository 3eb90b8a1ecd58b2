"""A path names one property of one kind of node, in our words or the profile's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.overlays import PropertyPath, parse_path
from mappings.overlays.property_paths import FaultyPathError

NAMES = st.from_regex(r"[a-z]+(?:_[a-z]+)*[a-rt-z]", fullmatch=True).filter(
    lambda name: "license" not in name
)
URLS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp", "Cs")), min_size=1
).map(lambda tail: f"https://x.example/{tail}")


@st.composite
def paths(draw: st.DrawFn) -> PropertyPath:
    node = draw(st.sampled_from(["", "distributions", "services", "contact"]))
    url = draw(st.one_of(st.just(""), URLS)) if node in {"distributions", "services"} else ""
    return PropertyPath(node, url, draw(NAMES), draw(st.sampled_from(["", "nl", "fr", "en"])))


@given(paths())
def test_a_path_reads_back_as_it_was_written(path: PropertyPath) -> None:
    assert parse_path(str(path)) == path


@given(st.text())
def test_any_text_is_a_path_or_a_faulty_one(written: str) -> None:
    try:
        path = parse_path(written)
    except FaultyPathError:
        return
    assert parse_path(str(path)) == path


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("licence", PropertyPath("", "", "licence", "")),
        ("dct:license", PropertyPath("", "", "licence", "")),
        ("dct:title@nl", PropertyPath("", "", "title", "nl")),
        ("title@NLD", PropertyPath("", "", "title", "nl")),
        ("dct:accessRights", PropertyPath("", "", "access_right", "")),
        ("dcat:contactPoint.vcard:hasEmail", PropertyPath("contact", "", "has_email", "")),
        ("distributions.format", PropertyPath("distributions", "", "format", "")),
        ("dcat:distribution[url=https://x.be/a.csv].dct:format",
         PropertyPath("distributions", "https://x.be/a.csv", "format", "")),
        ("services[ url = https://x.be/wfs?a=[1].b ].title",
         PropertyPath("services", "https://x.be/wfs?a=[1].b", "title", "")),
    ],
)  # fmt: skip
def test_our_names_and_the_profiles_say_the_same(written: str, expected: PropertyPath) -> None:
    assert parse_path(written) == expected


@pytest.mark.parametrize(
    "written",
    ["", ".", "title@", "title@?", "distributions[2].format", "contact[url=x].email", "a.b.c", "x.y", "a b"],
)
def test_what_is_no_path_is_refused(written: str) -> None:
    with pytest.raises(FaultyPathError):
        parse_path(written)
