"""Thống kê: pick any agency, any day."""
