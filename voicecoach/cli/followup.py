"""`voicecoach followup`."""

from typing import TYPE_CHECKING

import typer

from voicecoach import defaults
from voicecoach.cli import options
from voicecoach.cli.choices import choosing
from voicecoach.cli.guard import guarded

if TYPE_CHECKING:
    from voicecoach.session.dialog.conversation import Conversation
    from voicecoach.session.transport import Transport


@guarded
@choosing
def followup(
    voice: options.Voice = None,
    rate: options.Rate = defaults.RATE,
    player: options.Player = defaults.PLAYER,
    answers: options.Answers = defaults.ANSWERS[0],
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Ask again after a session that made something worse: ten and twenty minutes after its last repetition.

    A routine may have other times, and may ask again in any case.

    It waits until the questions are due, and says so; q leaves them to another start. Where nothing is to be asked
    it ends at once.

    Example: voicecoach followup
    """
    from voicecoach.cli.hearing import open_ears, recogniser_for
    from voicecoach.cli.performance import can_answer, check_player, no_keyboard, perform, routine_of, running_in
    from voicecoach.cli.prepare import open_voice, speak_all, table_of
    from voicecoach.environment import Environment
    from voicecoach.journal.running import hold
    from voicecoach.journal.store import Journal
    from voicecoach.language.spoken import TABLES
    from voicecoach.session.diary import Diary
    from voicecoach.session.followup import FollowUpCourse, nothing_to_play
    from voicecoach.session.halts import START
    from voicecoach.session.keys import open_keys
    from voicecoach.session.later import FollowUp, FollowUpWords
    from voicecoach.speech.speaker import IN_MEMORY

    check_player(player)
    backend = recogniser_for(answers, player)
    environment = Environment()
    running = running_in(environment)
    with Journal.open(environment.home_folder, create=False) as journal:
        record = next((each for each in journal.awaiting() if not running(each.uid)), None)
        if record is None:
            typer.echo("No session is to be asked about.")
            return
        routine = routine_of(record)
        table = table_of(routine) if routine else TABLES["en"]
        with (
            open_voice(voice, rate, environment, IN_MEMORY, table.language) as speaker,
            open_keys(environment.stdin) as keys,
            hold(environment.home_folder, record.uid),
        ):
            if not can_answer(keys) and backend is None:
                raise no_keyboard()
            words = FollowUpWords(table, routine)
            texts = words.texts(record.later, aloud=backend is not None)
            spoken = table.aloud.texts() if backend is not None else ()
            every = (*table.session_texts(), *table.talk.texts(), *spoken, *texts)
            speak_all(speaker, every, environment, quiet=quiet)
            speaker.close()

            def course(_transport: "Transport", talk: "Conversation") -> FollowUpCourse:
                diary = Diary(journal, record, environment.now, environment.monotonic)
                return FollowUpCourse(diary, FollowUp(talk, table, routine))

            rendering = nothing_to_play(record.routine, table.language)
            with open_ears(backend, player, environment, (words.safety, *words.queries), table) as ears:
                perform(rendering, (START,), speaker, table, player, keys, environment, course, ears, verbose=verbose)
