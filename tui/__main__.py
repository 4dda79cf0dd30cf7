"""The command `cordboard`, also as `python -m tui`."""

from tui.cli.main import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
