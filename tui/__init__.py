"""Cordboard: a call desk for terminals."""

__version__ = "0.1.0"
