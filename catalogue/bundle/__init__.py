"""The bundle that an auditor gets: all evidence in one file, held to its hashes and its signature."""
