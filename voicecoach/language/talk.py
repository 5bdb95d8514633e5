"""What the coach says in conversation: questions, answers read back, advice. One table a language, beside `spoken`.

Names in braces are filled in by the user of the sentence. The words of safety and of advice are here and nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Plural = tuple[str, str]  # (for one, for any other number)


@dataclass(frozen=True, slots=True)
class Talk:
    """Every sentence of a conversation, in one language."""

    live_keys: str

    # asking
    before: str
    after: str
    how: str
    no_keyboard: str
    sorry: str
    pain_short: str
    overall_short: str
    range_short: str
    number_short: str
    yesno_short: str
    choice_short: str

    # which keys answer, on request
    keys_number: str
    keys_ten: str
    keys_yesno: str
    keys_compare: str
    keys_choice: str
    keys_choice_first: str
    keys_always: str
    keys_alarm: str

    # answers read back
    values: Mapping[str, str]
    left_open: str
    skipped: str
    taken_back: str
    nothing_to_take_back: str
    rest_left_open: str
    thanks: str

    # safety
    cautions: str
    cautions_question: str
    cautions_short: str
    clinician: str
    clinician_short: str
    clinician_no: str
    safety: str
    safety_short: str
    eyes_open: str

    # advice, by the id of the rule that gave it
    advice: Mapping[str, str]
    outcomes: Mapping[str, str]
    """The same in print, by what is to be done; not spoken."""
    passed_over: str

    # later
    stay: str
    stay_short: str
    staying: str
    leaving: str
    in_minutes: Plural
    in_hours: Plural
    later: str

    # a session that was cut short, and the day's sets
    cut_short: str
    resume: str
    resume_exercise: str
    resume_short: str
    resuming: str
    anew: str
    day_done: str

    def texts(self) -> tuple[str, ...]:
        """All sentences that are spoken as they stand."""
        own = [getattr(self, name) for name in self.__slots__]
        plain = [each for each in own if isinstance(each, str) and "{" not in each]
        return (*plain, *self.values.values(), *self.advice.values())


ENGLISH_TALK = Talk(
    live_keys="Any key pauses. P finishes because of pain.",
    before="A few questions before we begin.",
    after="A few questions.",
    how="Answer with one key: a digit, Y or N, or B, S, W for better, same, worse. X skips. R repeats.",
    no_keyboard="There is no keyboard to answer with, so the questions stay open.",
    sorry="Sorry?",
    pain_short="Pain, zero to ten?",
    overall_short="Overall: better, the same, or worse?",
    range_short="Better, the same, or worse?",
    number_short="{low} to {high}?",
    yesno_short="Yes, or no?",
    choice_short="{options}?",
    keys_number="Press the digits.",
    keys_ten="Press a digit. T is ten.",
    keys_yesno="Press Y for yes, N for no.",
    keys_compare="Press B for better, S for the same, W for worse.",
    keys_choice="{number} for {option}.",
    keys_choice_first="Press {number} for {option}.",
    keys_always="R repeats the question. X skips it. U takes the last answer back. Q leaves the questions.",
    keys_alarm="R repeats the question. U takes the last answer back. Q leaves the questions.",
    values={"yes": "Yes.", "no": "No.", "better": "Better.", "same": "The same.", "worse": "Worse."},
    left_open="No answer. I leave it open.",
    skipped="Left open.",
    taken_back="Taken back.",
    nothing_to_take_back="There is nothing to take back.",
    rest_left_open="I leave the rest open.",
    thanks="Thank you.",
    cautions="First, when not to do this routine.",
    cautions_question="Does any of these apply to you?",
    cautions_short="Does any of them apply, yes or no?",
    clinician="Has a clinician checked this problem, and agreed to this exercise?",
    clinician_short="Has a clinician agreed, yes or no?",
    clinician_no="Then, by the exercise sheet's advice, make an appointment with a clinician.",
    safety=(
        "Any new dizziness, faintness, change of sight or speech, severe headache, numbness, weakness, "
        "or pain spreading down an arm?"
    ),
    safety_short="Any of these new signs, yes or no?",
    eyes_open="This is your first session. Keep your eyes open for the first three repetitions.",
    advice={
        "safety": (
            "Stop now. Come back to level, and sit still. If it is sudden or severe, or touches speech, sight, "
            "walking, bladder or bowel, call your emergency number. Otherwise, see a clinician before the next session."
        ),
        "range-shrank": (
            "By the exercise sheet's rule, stop: you move less far than before. "
            "See a clinician before the next session."
        ),
        "still-worse": (
            "By the exercise sheet's rule, stop: it is still worse, twenty minutes after the exercise. "
            "See a clinician before the next session."
        ),
        "ended-for-pain": "By the exercise sheet's rule, no more sets now. You ended because of pain, so I ask again.",
        "pain-higher": "By the exercise sheet's rule, no more sets now. Pain is higher than before, so I ask again.",
        "overall-worse": "By the exercise sheet's rule, no more sets now. It is worse overall, so I ask again.",
        "missing": "By the exercise sheet's rule, go carefully: an answer is missing.",
        "worse-later": "By the exercise sheet's rule, go carefully: something was worse later.",
        "range-worse": "By the exercise sheet's rule, go carefully: one direction moves less far.",
        "settled": "By the exercise sheet's rule, go carefully: it was worse, and has settled.",
        "pain-lower": "By the exercise sheet's rule, carry on: pain is lower, and nothing is worse.",
        "range-better": "By the exercise sheet's rule, carry on: you move further, and nothing is worse.",
        "overall-better": "By the exercise sheet's rule, carry on: you feel better, and nothing is worse.",
        "no-change": "By the exercise sheet's rule, go carefully: nothing has changed yet.",
    },
    outcomes={
        "continue": "By the exercise sheet's rule: carry on.",
        "caution": "By the exercise sheet's rule: go carefully.",
        "pending": "By the exercise sheet's rule: no more sets now; wait, and answer again when it is time.",
        "stop": "By the exercise sheet's rule: stop, and see a clinician before the next session.",
        "stop now": (
            "By the exercise sheet's rule: stop now; if it is sudden or severe, or touches speech, sight, walking, "
            "bladder or bowel, call your emergency number; else see a clinician before the next session."
        ),
    },
    passed_over="The last advice was to stop. You go on for a reason of your own, which is kept.",
    stay="Shall I stay, and ask again later?",
    stay_short="Stay and ask again, yes or no?",
    staying="I stay. Rest. A soft tone comes before the questions.",
    leaving="Then start voicecoach followup when it is time.",
    in_minutes=("I ask again in one minute.", "I ask again in {minutes} minutes."),
    in_hours=("I ask again in one hour.", "I ask again in {hours} hours."),
    later="I ask again, to see how it is now.",
    cut_short="The last session was cut short. What you had answered is kept.",
    resume="Your last session ended in set {set}. Go on there?",
    resume_exercise="Your last session ended in {exercise}, set {set}. Go on there?",
    resume_short="Go on at that set, yes or no?",
    resuming="Going on at set {set}.",
    anew="Beginning anew.",
    day_done="That makes {done} of {sets} sets today.",
)
