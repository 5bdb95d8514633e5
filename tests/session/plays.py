"""What is played in the theatre: a routine, and patients who are well."""

from datetime import datetime, timedelta
from pathlib import Path

from tests.session.patient import Script
from voicecoach.journal.models import CAUTIONS, CLINICIAN, SAFETY, Answer, Record, Work
from voicecoach.journal.store import Journal

NECK = """\
routine "Neck"
caution "A recent fall."
caution "Fever."
ask before
  pain
  range up, down
say "Sit tall."
exercise "Nod"
  5-6 sets, rest 20s
  2 reps
  lift 1s "Lift."
  lower 1s "{rep}."
say "That was the last set."
ask after
  pain
  overall
  range up, down
ask later 10m, 20m when worse
  pain
  overall
"""

WELL: Script = {
    "apply to you": "n",
    "clinician checked": "y",
    "new dizziness": "n",
    "How bad": "3",
    "feel better": "s",
    "Is that better": "s",
    "Shall I stay": "n",
    "Go on there": "y",
}
"""A patient who is well and answers everything; nothing changes."""

SHORT: Script = {
    "them apply": "n",
    "clinician agreed": "y",
    "these new signs": "n",
    "Pain, zero": "3",
    "Overall: better": "s",
    "Better, the same": "s",
}
"""What somebody presses to the same questions in short."""

ALOUD: Script = {
    "one, two, three": '"one two three"',
    "apply to you": '"no"',
    "clinician checked": '"yes"',
    "new dizziness": '"no"',
    "How bad": '"three"',
    "feel better": '"the same"',
    "Is that better": '"the same"',
    "Shall I stay": '"no"',
    "Go on there": '"yes"',
    "Is that right?": '"yes"',
    "Yes or no?": '"yes"',
}
"""The same aloud."""


def aloud(script: Script) -> Script:
    """Somebody who does this, which is looked at first, and otherwise answers aloud."""
    return {**script, **{cue: press for cue, press in ALOUD.items() if cue not in script}}


def acquaint(home: Path, now: datetime) -> None:
    """The day before, all was done and answered aloud: nobody is new to it, and nothing is screened."""
    yesterday = now - timedelta(days=1)
    work = (Work("Nod", 1, 2),)
    answers = tuple(
        Answer("before", question, value, "voice", yesterday, heard=value, sure=90, confirmed="yes")
        for question, value in {CAUTIONS: "no", CLINICIAN: "yes", SAFETY: "no"}.items()
    )
    record = Record(
        "yesterday", "Neck", yesterday, planned=work, done=work, ended=yesterday, ending="done", answers=answers
    )
    with Journal.open(home) as journal:
        journal.add(record)
