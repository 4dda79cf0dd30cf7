"""Durations as the floor writes them."""


def spoken_age(seconds: float) -> str:
    """Minutes and seconds, from an hour on hours too: "0:08", "1:12", "1:05:00". Never negative."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
