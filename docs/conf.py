"""Sphinx builds these pages with MyST; a warning is an error. Nothing is fetched while building."""

import tomllib
from pathlib import Path

_root = Path(__file__).parents[1]
_project = tomllib.loads((_root / "pyproject.toml").read_text(encoding="utf-8"))["project"]

project = "Oogst"
author = "the Oogst maintainers"
project_copyright = "2026, the Oogst maintainers"
version = release = _project["version"]

extensions = ["myst_parser"]
myst_enable_extensions = ["deflist", "fieldlist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
nitpicky = True

html_theme = "furo"
html_title = f"Oogst {version}"
html_copy_source = False
html_show_sphinx = False
