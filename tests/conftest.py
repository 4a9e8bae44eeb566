"""Fixtures for every test. The database itself is started by tests/settings.py."""
