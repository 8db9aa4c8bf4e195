"""Entry: the command line as a whole; mistakes of the user become messages, never tracebacks."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from framing.cli import studies
from framing.cli.codebooks import codebook
from framing.cli.saying import CHANGE, DONE, FAILED, complain
from framing.cli.verification import verify
from framing.errors import FramingError, VerificationError
from framing.study.memory import collect_rarely


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="press-framing")
def cli() -> None:
    """Compare how outlets word the same matters – and whose words they are."""


for command in (*studies.COMMANDS, verify, codebook):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; its exit code says how it went."""
    collect_rarely()
    try:
        code = cli.main(args=arguments, prog_name="framing", standalone_mode=False)
    except VerificationError as fault:
        code = complain(fault.problems, FAILED)
    except FramingError as fault:
        code = complain(fault.problems, CHANGE)
    except click.ClickException as fault:
        fault.show()
        code = CHANGE
    except click.Abort:
        click.echo("stopped; nothing half-written is left", err=True)
        code = CHANGE
    sys.exit(code if isinstance(code, int) else DONE)
