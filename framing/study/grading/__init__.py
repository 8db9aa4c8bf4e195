"""Grading: gates, and the grade of each claim."""
