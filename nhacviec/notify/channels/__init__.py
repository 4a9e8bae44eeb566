"""The ways out of the system, one file each: how a message is handed over, and what the other side said."""
