"""Measuring: what the program finds, against what people marked, and the floors below which it must not fall."""
