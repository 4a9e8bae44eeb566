"""Messages: who is told of what, in which words, by which channel."""
