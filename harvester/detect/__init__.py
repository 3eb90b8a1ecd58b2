"""Finding out how a place may be harvested, from what it answers."""

from harvester.detect.detection import Detection, detect
from harvester.detect.evidence import Probe
from harvester.detect.places import protocol_of_address
from harvester.detect.ranking import Candidate
from harvester.detect.survey import Site, Survey, survey

__all__ = ["Candidate", "Detection", "Probe", "Site", "Survey", "detect", "protocol_of_address", "survey"]
