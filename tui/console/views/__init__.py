"""What fills the middle of the desk screen, one for each stage of a call."""
