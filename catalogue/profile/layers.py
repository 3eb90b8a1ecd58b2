"""The layers of the profile, from what no reader can do without to what a few entries claim to be."""

from typing import Final

__all__ = [
    "ENGINE_LAYERS",
    "GATE_LAYERS",
    "LAYERS",
    "PARTS",
    "PRESENCE_LAYER",
    "RULE",
    "SHAPE",
    "SHAPE_LAYERS",
]

PRESENCE_LAYER: Final = "recommended"
"""The layer whose shapes only ask that something is there: quicker read by code than by an engine."""

SHAPE_LAYERS: Final = (
    "vl-mandatory",
    "eu-mandatory",
    "open-data",
    "vl-2022",
    "ranges",
    PRESENCE_LAYER,
    "hvd",
)
"""Layers that are written in SHACL; each is a file in ``shapes/``."""

ENGINE_LAYERS: Final = tuple(layer for layer in SHAPE_LAYERS if layer != PRESENCE_LAYER)
"""Layers that an engine is asked about."""

PARTS: Final = "parts"
"""The file of small shapes that the layers refer to."""

LAYERS: Final = ("wellformed", "platform", *SHAPE_LAYERS)
"""All layers; ``wellformed`` and ``platform`` are what no shape can say."""

GATE_LAYERS: Final = ("wellformed", "platform", "vl-mandatory", "eu-mandatory")
"""What an entry must satisfy to be published, unless a target says otherwise."""

SHAPE: Final = "https://data.oogst.example/shapes#"
"""Namespace of our shapes; what follows is the name of the rule."""

RULE: Final = "https://data.oogst.example/ns/rule#"
"""Namespace of what a shape says beyond SHACL: layer, fault, remedy, and the property it is about."""
