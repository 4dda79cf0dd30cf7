"""The native adapter."""

from tui.adapters.cordboard.backend import CordboardBackend

__all__ = ["CordboardBackend"]
