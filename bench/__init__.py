"""Measurements, each as a ratio to the limit in the same run, so that they mean the same on any machine."""
