"""Measurement: texts become the tables at the line between the two halves, and a bundle that holds them."""
