"""Finding out how a place may be harvested, from what it answers."""

from harvester.detect.detection import Detection, Probe, detect

__all__ = ["Detection", "Probe", "detect"]
