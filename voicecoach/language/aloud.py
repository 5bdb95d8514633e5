"""What the coach says where answers can be spoken. One table a language, beside `talk`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aloud:
    """Every sentence around spoken answers, in one language."""

    how: str
    in_rests: str

    # what one may say, on request
    number: str
    yesno: str
    compare: str
    choice: str
    always: str
    alarm: str

    # where nothing is heard or understood
    key_or_skip: str
    by_keys: str
    no_keys: str

    # what was heard is confirmed
    half: str
    object: str
    yes_or_no: str
    heard: Mapping[str, str]
    """Yes and no, heard as answers, which are asked back by another question than "Yes, or no?"."""
    is_that_right: str
    asked_again: str
    alarm_unconfirmed: str

    # commands
    leave: str
    leave_short: str
    end_for_pain: str
    end_for_pain_short: str
    end_anyway: str
    end_anyway_short: str
    going_on: str
    go_on_aloud: str
    what_in_rest: str
    what_in_pause: str

    # can the listener be heard?
    level: str
    level_again: str
    level_good: str
    level_nothing: str
    level_quiet: str
    level_clipped: str
    level_given_up: str

    trouble: Mapping[str, str]
    """Why nothing can be heard, by the name of the trouble."""

    def texts(self) -> tuple[str, ...]:
        """All sentences that are spoken as they stand."""
        own = [getattr(self, name) for name in self.__slots__]
        plain = [each for each in own if isinstance(each, str) and "{" not in each]
        return (*plain, *self.heard.values(), *self.trouble.values())


ENGLISH_ALOUD = Aloud(
    how=(
        "Answer aloud, after the tick. Or with one key: a digit, Y or N, or B, S, W for better, same, worse. "
        "Say help to hear what you may say."
    ),
    in_rests="In a rest, you can say stop, pause, or skip.",
    number="Say a number from {low} to {high}.",
    yesno="Say yes, or no.",
    compare="Say better, the same, or worse.",
    choice="Say {options}.",
    always="Or say repeat, skip, or stop.",
    alarm="Or say repeat, or stop.",
    key_or_skip="Press a key, or say skip.",
    by_keys="I do not understand it. Please press a key.",
    no_keys="I do not understand it.",
    half="{number}, or {next}?",
    object="Say no to change it.",
    yes_or_no="Yes or no?",
    heard={"yes": "I heard yes.", "no": "I heard no."},
    is_that_right="Is that right?",
    asked_again="Once more.",
    alarm_unconfirmed="I heard yes, and nothing more. To be safe, it ends here.",
    leave="Leave the questions?",
    leave_short="Leave the questions, yes or no?",
    end_for_pain="End for pain?",
    end_for_pain_short="End for pain, yes or no?",
    end_anyway="End the session?",
    end_anyway_short="End the session, yes or no?",
    going_on="Going on.",
    go_on_aloud="Say go on, when you are ready.",
    what_in_rest="Stop, pause, or skip?",
    what_in_pause="Sorry? Say go on, or stop.",
    level="Let me hear you first. After the tick, say: one, two, three.",
    level_again="Once more: one, two, three.",
    level_good="I hear you well.",
    level_nothing="I heard nothing. Is the microphone switched on?",
    level_quiet="That was very quiet. Come closer to the microphone, or speak up.",
    level_clipped="That was too loud for the microphone. Move away from it a little.",
    level_given_up="I cannot hear you well enough. Please answer with keys.",
    trouble={
        "no_microphone": "I find no microphone. Please answer with keys.",
        "gone": "The microphone is gone. Please answer with keys.",
        "muted": "The microphone is muted. Please answer with keys.",
        "noisy": "It is too loud here to hear you. Please answer with keys.",
        "broken": "I cannot understand speech any more. Please answer with keys.",
    },
)
