"""Tests of `train/`; what needs torch is skipped where it is not, since no lock has it."""
