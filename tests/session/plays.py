"""What is played in the theatre: a routine, and patients who are well."""

from tests.session.patient import Script

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
