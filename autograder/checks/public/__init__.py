"""Claims that a student can read."""
