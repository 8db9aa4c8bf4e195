"""Comparison: who stands against whom, in what, and every estimate of it."""
