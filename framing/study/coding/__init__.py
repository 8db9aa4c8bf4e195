"""Coding: sentences drawn for people to code, and what their codes say of the instrument."""
