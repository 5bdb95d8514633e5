"""The words of a question, its own or those of the language table."""

from voicecoach.language.models import AskTime, Choice, Number, Overall, Pain, Question, Range, YesNo
from voicecoach.language.spoken import Spoken
from voicecoach.language.templates import fill


def question_text(question: Question, time: AskTime, table: Spoken) -> str:
    """What is spoken for `question`, asked at `time`.

    A range of movement is only tried and remembered before the exercises, and compared after them.
    """
    match question:
        case Range(name, text):
            move = table.range_moves[name] if text is None else fill(text.template, {})
            return fill(table.range_before if time == "before" else table.range_after, {"move": move})
        case Pain(text):
            return table.pain if text is None else fill(text.template, {})
        case Overall(text):
            return table.overall if text is None else fill(text.template, {})
        case Number(low, high, text):
            words = {"low": table.number(low), "high": table.number(high)}
            return fill(table.number_range, {"question": fill(text.template, {}), **words})
        case Choice(options, text):
            # with closed eyes one can only choose from what one has heard
            listed = {"options": ", ".join(options[:-1]), "last": options[-1]}
            return fill(table.choice, {"question": fill(text.template, {}), "options": fill(table.choice_or, listed)})
        case YesNo(text):
            return fill(text.template, {})
