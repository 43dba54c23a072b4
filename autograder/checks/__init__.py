"""Claims about answers, in the words of `expect`; pytest runs them on the grader's side."""
