"""Where student code runs: one nursery per set of libraries, one child process per exercise."""
