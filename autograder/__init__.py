"""The course that proves itself: student code runs in a sandbox, claims about it are judged outside."""

import os

# Before numpy is imported. Its matrices are small here: a second thread only waits for its turn, 10 ms for one matrix
# exponential on a busy machine, and sums come out in the order of the student's process, which has one as well.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
