"""The desk in a terminal, made with Textual. Knows the desk, never an adapter."""
