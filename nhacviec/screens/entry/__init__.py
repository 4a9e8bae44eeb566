"""Entering tasks: the desk, the summary, series."""
