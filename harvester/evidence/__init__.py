"""Evidence for auditors: out into a bundle, back from it elsewhere, and drawn at random to be traced."""
