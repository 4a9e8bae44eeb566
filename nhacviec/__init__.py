"""Nhắc Việc: who was asked what, by when, and what became of it."""

__version__ = "0.1.0"
