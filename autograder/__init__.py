"""The course that proves itself: student code runs in a sandbox, claims about it are judged outside."""
