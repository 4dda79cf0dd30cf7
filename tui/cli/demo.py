"""`cordboard demo`: an office, callers and a console, all at once."""

from pathlib import Path

import click
import msgspec


class DemoOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What the demo was asked to be."""

    seed: int | None = None
    """None: a new one each time."""
    rate: float = 60.0
    """Calls per hour."""
    waiting: int = 0
    """Patient callers in line from the start."""
    not_ready: bool = False
    agents: int = 2
    """Simulated colleagues."""
    port: int = 0
    """0: a free one."""
    data: Path | None = None
    """None: a temporary directory."""
    console: bool = True


@click.command(short_help="Try it: an office, callers, and you at the desk.")
@click.option("--seed", type=int, help="The same seed brings the same callers.")
@click.option(
    "--rate",
    type=click.FloatRange(0, 20_000),
    default=60.0,
    show_default=True,
    metavar="CALLS_PER_HOUR",
    help="How many callers come; 0: none.",
)
@click.option(
    "--waiting",
    type=click.IntRange(0, 5_000),
    default=0,
    show_default=True,
    metavar="N",
    help="Start with N patient callers in line.",
)
@click.option("--not-ready", is_flag=True, help="Start not ready, so that nothing rings yet.")
@click.option(
    "--agents",
    type=click.IntRange(0, 50),
    default=2,
    show_default=True,
    metavar="N",
    help="Simulated colleagues.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=0,
    metavar="P",
    help="Port of the office; 0: a free one.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Keep the data there. Without it: a temporary directory, removed at the end.",
)
@click.option("--no-console", is_flag=True, help="Only office and callers, in the foreground.")
def demo(
    seed: int | None,
    rate: float,
    waiting: int,
    not_ready: bool,
    agents: int,
    port: int,
    data: Path | None,
    no_console: bool,
) -> None:
    """Try it: an office of its own, simulated callers, and you at the desk.

    The directory gets a file demo.toml with the address and all secrets, so that a second console
    (cordboard --config DIR/demo.toml --agent NAME), curl and scripts can join.
    """
    from tui.cli.demo_run import run_demo

    run_demo(
        DemoOptions(
            seed=seed,
            rate=rate,
            waiting=waiting,
            not_ready=not_ready,
            agents=agents,
            port=port,
            data=data,
            console=not no_console,
        )
    )
