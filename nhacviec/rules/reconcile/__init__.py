"""Another office's list of tasks against ours: its table found, its days read, its rows matched. Pure."""
