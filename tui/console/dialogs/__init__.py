"""Dialogs over the lower part of the desk screen."""
