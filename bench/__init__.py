"""Speed as a ratio to a floor measured in the same run; see docs/benchmarks.md."""
