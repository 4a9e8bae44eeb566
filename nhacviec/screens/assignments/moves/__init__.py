"""The moves of an assignment: each its own address and form, all shown and answered alike."""
