"""`voicecoach play`."""

from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from voicecoach import defaults
from voicecoach.cli import options
from voicecoach.cli.choices import choosing
from voicecoach.cli.guard import complain, guarded

if TYPE_CHECKING:
    from voicecoach.journal.models import Record
    from voicecoach.session.dialog.conversation import Conversation
    from voicecoach.session.transport import Transport


@guarded
@choosing
def play(
    routine: options.RoutineArgument = defaults.ROUTINE,
    sets: options.Sets = None,
    reps: options.Reps = None,
    rest: options.Rest = None,
    pace: options.Pace = 1.0,
    first_set: options.FirstSet = 1,
    of: options.Of = None,
    beyond: options.Beyond = False,
    no_questions: Annotated[
        bool, typer.Option("--no-questions", help="Leave out pain and range, never the questions of safety.")
    ] = False,
    override: Annotated[
        str | None,
        typer.Option("--override", metavar="REASON", help="Go on after a stop, for a reason that the journal keeps."),
    ] = None,
    voice: options.Voice = None,
    rate: options.Rate = defaults.RATE,
    player: options.Player = defaults.PLAYER,
    answers: options.Answers = defaults.ANSWERS[0],
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Play a routine aloud, with its questions before and after. Close your eyes; any key pauses.

    Keys: space (or any other key) pauses and goes on; left or r starts this repetition again; right or n goes to
    the next; s next set; p ends because of pain; q ends early; ? tells the keys aloud. Questions: a digit, y or n,
    or b, s, w for better, same, worse; x skips, r repeats, u takes back. Answers are kept: see voicecoach log.
    On Linux a headset's buttons count, too: play, pause, next, previous.

    Example: voicecoach play --sets 1
    """
    from voicecoach.cli.hearing import open_ears, recogniser_for
    from voicecoach.cli.performance import (
        check_player,
        dose_of,
        pass_over,
        perform,
        routine_of,
        running_in,
    )
    from voicecoach.cli.prepare import Wishes, open_voice, speak_all, table_of
    from voicecoach.environment import Environment
    from voicecoach.journal.agenda import agenda_for
    from voicecoach.journal.running import anybody_running, hold
    from voicecoach.journal.store import Journal
    from voicecoach.library import find, load
    from voicecoach.session.course import Course
    from voicecoach.session.diary import Diary
    from voicecoach.session.keys import open_keys
    from voicecoach.session.later import FollowUpWords
    from voicecoach.session.staging import Staging, halts_for, new_record
    from voicecoach.speech.speaker import IN_MEMORY_LIVE
    from voicecoach.timeline.dose import plan_exercises

    check_player(player)
    backend = recogniser_for(answers, player)
    wishes = Wishes(routine, sets, reps, rest, pace, first_set, of, beyond, voice, rate, quiet, verbose)
    environment = Environment()
    home = environment.home_folder
    path = find(routine, environment)
    loaded = load(path)
    table = table_of(loaded)
    dose = wishes.dose()
    plan_exercises(loaded, dose)  # what is wrong with the wish is told before anything else
    record = new_record(loaded, path, wishes.words(), environment.now())
    with (
        Journal.open(home) as journal,
        open_voice(voice, rate, environment, IN_MEMORY_LIVE, loaded.language) as speaker,
    ):
        if anybody_running(home):
            complain("note: another session is going on; both will be heard")
        agenda = agenda_for(journal, record, environment.now(), running_in(environment))
        record = pass_over(record, agenda, override)
        earlier, resumed = routine_of(agenda.awaiting), dose_of(agenda.resumable)
        staging = Staging(loaded, dose, agenda, table, earlier, resumed)
        speak_all(speaker, staging.texts(aloud=backend is not None), environment, quiet=quiet)
        with open_keys(environment.stdin) as keys, ExitStack() as held:
            plan, rendering = staging.plan(speaker, questions=not no_questions)
            speaker.close()

            def course(transport: "Transport", talk: "Conversation") -> Course:
                def diary_of(each: "Record") -> Diary:
                    held.enter_context(hold(home, each.uid))  # nobody else takes it for one that was cut short
                    return Diary(journal, each, environment.now, environment.monotonic)

                return Course(plan, record, transport, rendering, talk, diary_of)

            halts = halts_for(plan, rendering.timeline)
            queries = (*plan.script.queries(), *FollowUpWords(table, loaded).queries)
            ears = held.enter_context(open_ears(backend, player, environment, queries, table))
            perform(rendering, halts, speaker, table, player, keys, environment, course, ears, verbose=verbose)
