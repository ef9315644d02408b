"""Measurements, side by side with a bare reference in the same run; never part of a timed test."""
