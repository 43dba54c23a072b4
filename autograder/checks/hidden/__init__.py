"""Further claims, which a student never receives."""
