"""Training the nets of `src/dissensus/weights`. The only place that knows torch; nothing of the package imports it."""
