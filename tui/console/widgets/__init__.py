"""Parts of a screen. Each shows the stores and holds no truth of its own."""
