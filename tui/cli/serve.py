"""`cordboard serve`: the office in the foreground."""

from pathlib import Path

import click


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the office keeps its data. Without it: the usual place for this user.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8420,
    show_default=True,
    help="Port to listen on; 0: a free one.",
)
def serve(data: Path | None, host: str, port: int) -> None:
    """Run the office: queues, callers, records, behind an HTTP API.

    The first start makes an empty office with one queue, and a service account whose token is in
    DIR/service.token (readable by you alone).
    """
    from tui.cli.serve_run import serve_office

    serve_office(data, host, port)
