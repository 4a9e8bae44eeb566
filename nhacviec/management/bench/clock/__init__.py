"""What the clock does in the background, at the size of a province: planning, letters, the calendar."""
