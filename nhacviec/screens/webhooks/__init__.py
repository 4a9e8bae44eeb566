"""Other systems that are told of events: entered by an administrator."""
