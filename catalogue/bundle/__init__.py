"""The bundle that an auditor gets: evidence in one file, written, opened, and held to its hashes and signature."""
