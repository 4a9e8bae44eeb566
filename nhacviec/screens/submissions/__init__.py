"""Pages of what agencies submit to the Committee (hồ sơ trình)."""
