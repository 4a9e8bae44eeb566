"""Signing in, passwords, devices, demo roles."""
