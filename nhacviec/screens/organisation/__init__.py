"""Units, people, posts, substitutions, fields of work, permissions."""
