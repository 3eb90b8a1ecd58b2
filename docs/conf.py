"""Sphinx builds these pages with MyST; a warning is an error. Nothing is fetched while building."""

from pathlib import Path
from runpy import run_path

_root = Path(__file__).parents[1]

project = "Oogst"
author = "the Oogst maintainers"
project_copyright = "2026, the Oogst maintainers"
version = release = run_path(str(_root / "catalogue" / "version.py"))["VERSION"]

extensions = ["myst_parser"]
myst_enable_extensions = ["deflist", "fieldlist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
nitpicky = True

html_theme = "furo"
html_title = f"Oogst {version}"
html_copy_source = False
html_show_sphinx = False
