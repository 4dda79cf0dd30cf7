"""Whole screens: signing in, the desk, help."""
