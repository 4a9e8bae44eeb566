"""Pages of the letters of urging (đôn đốc)."""
