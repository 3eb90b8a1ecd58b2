"""The layers of the profile, from what no reader can do without to what an earlier version asks."""

from typing import Final

__all__ = ["GATE_LAYERS", "LAYERS", "PARTS", "RULE", "SHAPE", "SHAPE_LAYERS"]

SHAPE_LAYERS: Final = ("vl-mandatory", "eu-mandatory", "open-data", "vl-2022")
"""Layers that are written in SHACL; each is a file in ``shapes/``."""

PARTS: Final = "parts"
"""The file of small shapes that the layers refer to."""

LAYERS: Final = ("wellformed", "platform", *SHAPE_LAYERS)
"""All layers; ``wellformed`` and ``platform`` are what no shape can say."""

GATE_LAYERS: Final = ("wellformed", "platform", "vl-mandatory", "eu-mandatory")
"""What an entry must satisfy to be published, unless a target says otherwise."""

SHAPE: Final = "https://data.oogst.example/shapes#"
"""Namespace of our shapes; what follows is the name of the rule."""

RULE: Final = "https://data.oogst.example/ns/rule#"
"""Namespace of what a shape says beyond SHACL: layer, fault, remedy."""
