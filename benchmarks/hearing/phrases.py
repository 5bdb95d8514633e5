"""What the voices of the corpus say to which question: answers as people word them, and what is no answer.

Many wordings are in the table of replies, and some are on purpose not: nobody reads that table before they answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from voicecoach.hearing.decision import Kind


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words, said to a question of a kind, and what is meant by them. None: they are no answer to it."""

    kind: Kind
    meaning: str | None
    words: str
    options: tuple[str, ...] = ()


NUMBERS = {
    "0": "zero|nought|none|no pain at all",
    "1": "one|about a one|it's a one",
    "2": "two|it's a two|I think it's a two|a two",
    "3": "three|um, three|three, I think|I would go with three",
    "4": "four|I'd say a four|more like a four|about a four now",
    "5": "five|about five|I think it's a five|a five, I guess",
    "6": "six|maybe a six|around a six|it's still a six",
    "7": "seven|seven out of ten|maybe seven",
    "8": "eight|probably an eight|I'd say eight|eight, please",
    "9": "nine|about a nine|well, nine|still a nine",
    "10": "ten|ten out of ten|I'd say ten",
    "0.5": "half|between zero and one",
    "2.5": "two and a half|two or three",
    "4.5": "four and a half|about four and a half",
    "6.5": "six point five|between six and seven",
    "7.5": "seven or eight",
    "8.5": "eight to nine",
}

YES_NO = {
    "yes": "yes|yeah|yep|yes it does|yes I do|yes, a little|that's right|um, yes|yes, it has|I think so",
    "no": "no|nope|no it doesn't|no I don't|not really|nah|no, none of them|not at all|no, nothing new"
    "|I don't think so",
}

COMPARE = {
    "better": "better|a bit better|a little better|much better|it's better|better than before|definitely better"
    "|I feel a bit better|slightly better, I think",
    "same": "same|the same|about the same|no change|just the same|it feels the same|no different|pretty much the same",
    "worse": "worse|a bit worse|much worse|a little worse|it feels worse|slightly worse|it's worse|worse than before"
    "|worse, I'm afraid",
}

CHOICES = {
    ("left", "right", "both"): {"left": "left|on the left", "right": "right|the right one", "both": "both|um, both"},
    ("neck", "shoulder", "arm"): {"neck": "neck|my neck", "shoulder": "shoulder|the shoulder", "arm": "arm|in my arm"},
    ("none", "a little", "a lot"): {"none": "none|none, I think", "a little": "a little|just a little",
                                    "a lot": "a lot|well, a lot"},
    ("sharp", "dull", "burning"): {"sharp": "sharp|it's sharp", "dull": "dull|dull, I think", "burning": "burning"},
}  # fmt: skip

COMMANDS = {
    ":repeat": "repeat|say that again|repeat that|pardon",
    ":help": "help|what can I say",
    ":skip": "skip|skip this|next question|I don't know",
    ":stop": "stop|please stop|stop now",
}
"""What may be said to any question."""

IN_A_REST = {":pause": "pause|hold on|wait", ":stop": "stop|stop it", ":skip": "skip|next"}

WHILE_PAUSED = {":resume": "resume|continue|go on|carry on|I'm ready", ":stop": "stop|quit"}

PAUSED = ("paused",)
"""As the options of a command: it is said while paused, and not in a rest."""

ELSEWHERE = (
    "potato|hello there|what was that|the weather is nice|where is my cup|not now, darling|the door is open"
    "|can you hear me|oh dear|let me think|I have to go|come in|yesterday|it hurts|thank you|my left foot|breakfast"
    "|one moment please|two cups of coffee for the gentlemen|you are right about that car|at half past nine"
)
"""No answer to any question."""

RADIO = (
    "And now the weather. Tomorrow will be mostly dry in the south, with eight to ten hours of sun"
    "|Yes, and the score is still seven to three, no change there, and it gets worse from minute to minute"
)
"""Somebody else talks in the room, at length, and uses words that would be answers."""

NEAR: dict[Kind, str] = {
    "number": "eleven|forty|heaven|fine|sex|tree|nineteen|twelve|sixty|a hundred|twenty five|eighteen|better|the same"
    "|severe|mine|fire|often|fork|gate|sticks|done|yes",
    "yesno": "note|snow|yesterday|yellow|guess|nose|nobody knows|seven|better|maybe|chess|now|nine|I see",
    "compare": "butter|words|first|letter|water|bitter|sane|name|seven|yes|game|worth|purse|no",
    "command": "top|ship|help yourself|shop|paws for thought|clause|best|yes|seven|repair|presume",
    "choice": "eleven|bread|leg|write a letter|nurse|better|seven|gull|barking|far|boots|yes",
}
"""What sounds like an answer, or is one to another question."""


def answers() -> Iterator[Phrase]:
    """All answers."""
    kinds: list[tuple[Kind, dict[str, str]]] = [("number", NUMBERS), ("yesno", YES_NO), ("compare", COMPARE)]
    for kind, wordings in kinds:
        yield from _phrases(kind, wordings)
    for options, wordings in CHOICES.items():
        yield from _phrases("choice", wordings, options)
    for i, phrase in enumerate(_phrases("command", COMMANDS)):
        yield Phrase(kinds[i % len(kinds)][0], phrase.meaning, phrase.words)
    yield from _phrases("command", IN_A_REST)
    yield from _phrases("command", WHILE_PAUSED, PAUSED)


def no_answers() -> Iterator[Phrase]:
    """What is no answer, to each kind of question in turn."""
    kinds: list[Kind] = ["number", "yesno", "number", "compare", "number", "choice", "command"]
    for i, words in enumerate(ELSEWHERE.split("|")):
        yield asked(kinds[i % len(kinds)], None, words, i)
    for i, words in enumerate(RADIO.split("|")):
        yield asked(("number", "yesno")[i], None, words)
    for kind, near in NEAR.items():
        for i, words in enumerate(near.split("|")):
            yield asked(kind, None, words, i)


def is_near(kind: Kind, words: str) -> bool:
    """Whether words are among those that sound like an answer of this kind."""
    return words in NEAR[kind].split("|")


def asked(kind: Kind, meaning: str | None, words: str, turn: int = 0) -> Phrase:
    """A phrase to a question of a kind; which choice that is goes by `turn`."""
    options: tuple[str, ...] = ()
    if kind == "choice":
        options = list(CHOICES)[turn % len(CHOICES)]
    elif kind == "command" and turn % 2:
        options = PAUSED
    return Phrase(kind, meaning, words, options)


def _phrases(kind: Kind, wordings: dict[str, str], options: tuple[str, ...] = ()) -> Iterator[Phrase]:
    for meaning, texts in wordings.items():
        for words in texts.split("|"):
            yield Phrase(kind, meaning, words, options)
