"""Linked Data Event Streams (LDES, on the TREE vocabulary): a catalogue as the log of its changes."""
