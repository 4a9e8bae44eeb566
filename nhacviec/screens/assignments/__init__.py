"""The lists of assignments, one assignment, one task, and every move."""
