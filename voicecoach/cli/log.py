"""`voicecoach log`: what has been done and answered."""

import typer

from voicecoach.cli.log_change import delete, renew
from voicecoach.cli.log_files import export_log, import_log
from voicecoach.cli.log_read import list_sessions, show
from voicecoach.cli.log_write import add, edit

log = typer.Typer()
log.command("list")(list_sessions)
log.command("show")(show)
log.command("add")(add)
log.command("edit")(edit)
log.command("delete")(delete)
log.command("export")(export_log)
log.command("import")(import_log)
log.command("renew")(renew)


@log.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    """Show, add to and change the journal of your sessions, which is kept on this machine alone.

    Without a command it lists them.

    Example: voicecoach log
    """
    if context.invoked_subcommand is None:
        list_sessions()
