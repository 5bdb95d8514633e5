"""`voicecoach log delete` and `voicecoach log renew`."""

from typing import Annotated

import typer

from voicecoach.cli.guard import complain, guarded
from voicecoach.status import Status, VoicecoachError


@guarded
def delete(
    numbers: Annotated[
        list[int] | None, typer.Argument(metavar="N...", help="The numbers that `voicecoach log` shows.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every session.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")] = False,
) -> None:
    """Delete sessions for good, with their answers.

    Example: voicecoach log delete 3 4
    """
    from voicecoach.cli.asking import confirmed
    from voicecoach.cli.log_read import record_of
    from voicecoach.environment import Environment
    from voicecoach.journal.running import is_running
    from voicecoach.journal.store import Journal
    from voicecoach.journal.summary import day_and_time

    if bool(numbers) == everything:
        raise VoicecoachError(
            "Name the sessions to be deleted, or --all.",
            cure="`voicecoach log` lists them with their numbers.",
            status=Status.WRONG_USE,
        )
    environment = Environment()
    home = environment.home_folder
    with Journal.open(home, create=False) as journal:
        if everything:
            records = list(journal.oldest_first())
        else:
            records = [record_of(journal, number) for number in sorted(set(numbers or ()))]
        for record in records:
            if is_running(home, record.uid):
                raise VoicecoachError(f"Session {record.id} is still going on.", cure="Delete it when it has ended.")
        what = [f"  {each.id}  {day_and_time(each.started)}  {each.routine}" for each in records]
        if everything:
            what = [f"  all {len(records)} sessions"]
        if not yes and not confirmed(["Delete for good:", *what], environment):
            complain("Nothing was deleted.")
            return
        count = journal.delete(record.id for record in records)
    complain(f"Deleted {count} session{'' if count == 1 else 's'}.")


@guarded
def renew() -> None:
    """Move a damaged journal aside and begin a new one. Nothing is deleted, and a sound one is left alone.

    Example: voicecoach log renew
    """
    from voicecoach.environment import Environment
    from voicecoach.journal.renewal import renew as renew_journal

    environment = Environment()
    aside = renew_journal(environment.home_folder, environment.now())
    complain(f"The damaged journal is {aside} now, and a new one has begun.")
