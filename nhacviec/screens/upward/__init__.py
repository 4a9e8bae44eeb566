"""Văn bản trình cấp trên: what the Committee submits to those above it."""
