"""A paragraph of one language into sentences."""
