"""The calendar and the policies."""
