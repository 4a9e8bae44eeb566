"""A year of reminders and notices with everything that goes wrong in one: see docs/run or `make year`."""
