"""What the robot is asked."""

LONG = """\
routine "Robot"
caution "A fever."
ask before
  pain
  number 0-20 "How many cups of tea today?" as cups
  yesno "Did you sleep well?" as slept
  choice "left", "right", "both" "Which side hurts?" as side
exercise "Nod"
  1 set
  2 reps
  nod 1s "Nod."
rest 12s
ask after
  pain
  overall
  range up, down, left, right
  choice "sharp", "dull", "burning" "What is the pain like?" as kind
"""
"""All kinds of questions, among them those of the neck routine, and a rest in between."""

SHORT = """\
routine "Robot"
caution "A fever."
ask before
  pain
say "Nod."
"""
"""As little as makes a session: a number, and before and after it the question of every session."""
