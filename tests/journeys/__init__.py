"""Whole shifts: the installed program in a terminal, against the real office over HTTP."""
