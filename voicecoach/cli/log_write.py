"""`voicecoach log add` and `voicecoach log edit`."""

from typing import TYPE_CHECKING, Annotated

import typer

from voicecoach import defaults
from voicecoach.cli import log_options as given
from voicecoach.cli.guard import complain, guarded
from voicecoach.status import Status, VoicecoachError

if TYPE_CHECKING:
    from voicecoach.journal.handwritten import Key
    from voicecoach.journal.models import Ending, Record

ENDED: "tuple[Ending, ...]" = ("done", "pain", "early")


@guarded
def add(
    routine: Annotated[
        str, typer.Option("--routine", metavar="ROUTINE", help="Its title, its name or its file.")
    ] = defaults.ROUTINE,
    pain_before: given.PainBefore = None,
    pain_after: given.PainAfter = None,
    overall: given.Overall = None,
    range_up: given.RangeUp = None,
    range_down: given.RangeDown = None,
    range_left: given.RangeLeft = None,
    range_right: given.RangeRight = None,
    safety: given.Safety = None,
    sets: given.Sets = None,
    reps: given.Reps = None,
    ended: Annotated[str, typer.Option("--ended", metavar="HOW", help="done, pain or early.")] = "done",
    at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help="When it ended, such as 2026-03-01T07:30. Default: now.")
    ] = None,
    note: given.Note = None,
) -> None:
    """Write down a session that you did with an exported file. Without answers as options it asks for them.

    Example: voicecoach log add --pain-before 4 --pain-after 2 --overall better --safety no
    """
    import uuid

    from voicecoach.cli.log_questions import ask_all, ask_sets, keys, questions_of
    from voicecoach.environment import Environment
    from voicecoach.journal.handwritten import answered, check_moment, judged
    from voicecoach.journal.models import Record
    from voicecoach.journal.routines import choose
    from voicecoach.journal.store import Journal
    from voicecoach.session.later import later_times

    environment = Environment()
    told = given.answers_from(pain_before, pain_after, overall, range_up, range_down, range_left, range_right, safety)
    ending = next((each for each in ENDED if each == ended), None)
    if ending is None:
        raise VoicecoachError(f"--ended: “{ended}” is not allowed; say done, pain or early.", status=Status.WRONG_USE)
    now = environment.now()
    moment = check_moment(at, now) if at is not None else now
    chosen = choose(routine, environment)
    done = given.work_from(chosen.routine, sets, reps)
    questions = questions_of(chosen.routine)
    if told:
        answers = answered(keys(questions), told, "option", moment)
    else:
        answers = answered(keys(questions), ask_all(questions, environment), "keys", moment)
        done = done or ask_sets(chosen.routine, environment)
    record = judged(
        Record(
            uid=uuid.uuid4().hex,
            routine=chosen.title,
            started=moment,
            kind="file",
            path=str(chosen.path),
            digest=chosen.digest,
            done=done,
            ended=moment,
            last_rep=moment,
            ending=ending,
            later=later_times(chosen.routine),
            note=note or "",
            answers=answers,
        )
    )
    with Journal.open(environment.home_folder) as journal:
        number = journal.add(record)
    complain(f"Kept as session {number}.")
    given.tell_advice(record)


@guarded
def edit(
    number: Annotated[int, typer.Argument(metavar="N", help="The number that `voicecoach log` shows.")],
    pain_before: given.PainBefore = None,
    pain_after: given.PainAfter = None,
    overall: given.Overall = None,
    range_up: given.RangeUp = None,
    range_down: given.RangeDown = None,
    range_left: given.RangeLeft = None,
    range_right: given.RangeRight = None,
    safety: given.Safety = None,
    clear: Annotated[
        list[str] | None,
        typer.Option("--clear", metavar="QUESTION", help="Take an answer away, such as pain_before or range_up."),
    ] = None,
    sets: given.Sets = None,
    reps: given.Reps = None,
    note: given.Note = None,
) -> None:
    """Change a session's answers, its sets and repetitions or its note; the advice is worked out anew.

    Example: voicecoach log edit 12 --pain-after 3 --clear range_up
    """
    from dataclasses import replace

    from voicecoach.cli.log_read import record_of
    from voicecoach.environment import Environment
    from voicecoach.journal.handwritten import changed, judged
    from voicecoach.journal.routines import choose
    from voicecoach.journal.running import is_running
    from voicecoach.journal.store import Journal
    from voicecoach.session.later import later_times

    environment = Environment()
    told = given.answers_from(pain_before, pain_after, overall, range_up, range_down, range_left, range_right, safety)
    if not told and not clear and not sets and not reps and note is None:
        raise VoicecoachError(
            "There is nothing to change.",
            cure="`voicecoach log edit --help` shows what can be.",
            status=Status.WRONG_USE,
        )
    with Journal.open(environment.home_folder, create=False) as journal:
        record = record_of(journal, number)
        if is_running(environment.home_folder, record.uid):
            raise VoicecoachError(f"Session {number} is still going on.", cure="Change it when it has ended.")
        values = {**dict.fromkeys(_cleared(clear or [], record)), **told}
        if reps and not sets and not record.done:
            raise VoicecoachError("--reps: say how many sets, too, with --sets.", status=Status.WRONG_USE)
        if sets or reps:
            record = replace(record, done=given.work_from(choose(record.routine, environment).routine, sets, reps))
        if note is not None:
            record = replace(record, note=note)
        if values:
            answers = changed(record, values, environment.now())
            record = judged(replace(record, answers=answers, later=record.later or later_times(None)))
        journal.replace(record)
    complain(f"Session {number} is changed.")
    if values:
        given.tell_advice(record)


def _cleared(names: list[str], record: "Record") -> "list[Key]":
    """The answers that these names mean. Raises `VoicecoachError` for one that the session does not have."""
    known: dict[str, Key] = {}
    for each in record.answers:
        if each.phase != "later":
            known[f"{each.question}_{each.phase}"] = (each.phase, each.question)
    # most questions are asked once, and need no phase in their name
    for phase, question in list(known.values()):
        if [key[1] for key in known.values()].count(question) == 1:
            known[question] = (phase, question)
    for name in names:
        if name not in known:
            raise VoicecoachError(
                f"--clear: session {record.id} has no answer “{name}”.",
                cure=f"There is {', '.join(sorted(known)) or 'none'}.",
                status=Status.WRONG_USE,
            )
    return [known[name] for name in names]
