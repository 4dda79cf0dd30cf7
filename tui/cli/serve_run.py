"""The office in the foreground."""

from pathlib import Path

import click

from tui.cli.office_troubles import office_trouble


def serve_office(data: Path | None, host: str, port: int) -> None:
    """Run the office until interrupted.

    Raises:
        Trouble: it can't start.
    """
    from tui.office.server import RunningOffice, serve
    from tui.settings import office_folder

    folder = data or office_folder()

    def announce(office: RunningOffice) -> None:
        click.echo(f"Office:  {office.url}")
        click.echo(f"Data:    {folder}")
        click.echo(f"Token:   {folder / 'service.token'}  (of the service account; only you can read it)")
        click.echo("Ctrl+C ends it.")

    try:
        serve(folder, host=host, port=port, announce=announce)
    except Exception as error:
        trouble = office_trouble(error, folder, port)
        if trouble is None:
            raise
        raise trouble from error
