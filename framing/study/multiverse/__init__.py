"""Multiverse: every claim counted in all the ways in which it could have been counted."""
