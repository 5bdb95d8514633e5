"""Right routines: what they mean."""

from pathlib import Path

import pytest

from voicecoach.language import (
    Ask,
    Choice,
    Every,
    Exercise,
    First,
    Number,
    Overall,
    Pain,
    Pause,
    Phase,
    PhaseText,
    Range,
    Repeat,
    Rest,
    Routine,
    Say,
    Span,
    Step,
    Text,
    Tone,
    YesNo,
    parse,
)

NECK = Path(__file__).parents[2] / "scripts" / "cervical-retraction-extension.routine"


def steps(*lines: str) -> tuple[Step, ...]:
    """The steps of a routine with these lines after its title."""
    return parse("\n".join(['routine "T"', *lines])).steps


def exercise(*lines: str) -> Exercise:
    """The one exercise with these lines."""
    (found,) = steps('exercise "E"', *(f"  {line}" for line in lines))
    assert isinstance(found, Exercise)
    return found


def test_the_neck_routine() -> None:
    ranges = (Range("up"), Range("down"), Range("left"), Range("right"))
    assert parse(NECK.read_bytes()) == Routine(
        title=Text("Cervical retraction with extension"),
        about=Text("Eases upper back and lower neck pain from long sitting, computer use and reading."),
        source=Text("Lederman Chiropractic & Sports Medicine"),
        cautions=(
            Text("A recent fall or blow to the head or neck, or neck surgery."),
            Text(
                "New numbness, tingling or weakness in an arm, hand or leg, clumsy hands, unsteady walking, "
                "or a change of bladder or bowel."
            ),
            Text("Dizziness, fainting, double vision, trouble speaking or swallowing, or a sudden severe headache."),
            Text(
                "Fever, unexplained weight loss, or a history of cancer, inflammatory arthritis, osteoporosis "
                "or a narrowed spinal canal."
            ),
        ),
        language="en",
        steps=(
            Ask("before", (Pain(), *ranges)),
            Say(Text("Sit tall, back supported, feet flat, shoulders soft. Move slowly, and keep breathing.")),
            Exercise(
                name=Text("Retraction with extension"),
                sets=Span(5, 6),
                rest=30_000,
                reps=Span(10, 15),
                unit="reps",
                intro=(
                    Say(Text("Each repetition has three moves. Slide your head straight back, like closing a drawer.")),
                    Say(
                        Text(
                            "Then tip your face to the ceiling. Then come back the same way: chin in first, then level."
                        )
                    ),
                ),
                phases=(
                    Phase("retract", 3000, Text("Retract.")),
                    Phase("extend", 3000, Text("Extend.")),
                    Phase("hold", 2000),
                    Phase("return", 3000, Text("And return.")),
                    Phase("relax", 3000, Text("{rep}.")),
                ),
                first=First(
                    3,
                    (
                        PhaseText("retract", Text("Slide your head straight back.")),
                        PhaseText("extend", Text("Face to the ceiling.")),
                        PhaseText("return", Text("Chin in, then level.")),
                        PhaseText("relax", Text("{rep}. Relax.")),
                    ),
                ),
                halfway=Text("Halfway."),
                every=Every(4, Text("A little further.")),
                before_last=Text("Last one."),
                between_sets=(
                    Text("Face level. Do not nod."),
                    Text("Keep your jaw and shoulders loose."),
                    Text("Do not poke the chin forward as you finish."),
                ),
            ),
            Tone("end"),
            Say(Text("That was the last set. Stay seated.")),
            Ask("after", (Pain(), Overall(), *ranges)),
            Ask("later", (Pain(), Overall()), later=(600_000, 1_200_000)),
        ),
    )


def test_lines_are_remembered() -> None:
    routine = parse('# a comment\nroutine "T"\n\nexercise "E"\n  go 3s\n\nask before\n  range up, down\n')
    (move, ask) = routine.steps
    assert (routine.line, routine.title.line, move.line, ask.line) == (2, 2, 4, 7)
    assert isinstance(move, Exercise)
    assert move.phases[0].line == 5
    assert isinstance(ask, Ask)
    assert [question.line for question in ask.questions] == [8, 8]


@pytest.mark.parametrize(
    "data",
    [
        b'\xef\xbb\xbfroutine "T"\r\nsay "A"\r\n',
        '\ufeffroutine "T"\nsay "A"',
        'routine "T"   # the title\n\n   # nothing\n\t\nsay "A"#\twith a tab in the comment\n',
        'routine "T"\nsay "A"  \n',
    ],
)
def test_ways_to_write_the_same_file(data: str | bytes) -> None:
    assert parse(data) == Routine(Text("T"), (Say(Text("A")),))


def test_text_escapes() -> None:
    (say,) = steps(r'say "A \"quoted\" back\\slash, # no comment, {{braces}}, “typographic” ’quotes’"')  # noqa: RUF001
    assert isinstance(say, Say)
    assert say.text.template == 'A "quoted" back\\slash, # no comment, {{braces}}, “typographic” ’quotes’'  # noqa: RUF001


@pytest.mark.parametrize(
    ("written", "ms"),
    [
        ("3s", 3000),
        ("2.5s", 2500),
        ("0.001s", 1),
        ("1.250s", 1250),
        ("1m30s", 90_000),
        ("1m30.5s", 90_500),
        ("90s", 90_000),
        ("10m", 600_000),
        ("1h", 3_600_000),
        ("1h30m", 5_400_000),
        ("3h59m59.999s", 14_399_999),
        ("4h", 14_400_000),
        ("007s", 7000),
    ],
)
def test_durations(written: str, ms: int) -> None:
    assert steps(f"pause {written}", 'say "A"')[0] == Pause(ms)


def test_steps() -> None:
    assert steps(
        'say "A"', "rest 30s", 'rest 1m "Breathe."', "tone ready", "repeat 1000 times", "   tone up", '   say "{round}"'
    ) == (
        Say(Text("A")),
        Rest(30_000),
        Rest(60_000, Text("Breathe.")),
        Tone("ready"),
        Repeat(1000, (Tone("up"), Say(Text("{round}")))),
    )


def test_exercise_defaults() -> None:
    assert exercise("go 3s") == Exercise(Text("E"), (Phase("go", 3000),))


def test_counts_and_units() -> None:
    assert exercise("1 set", "1 breath", "go 3s").unit == "breaths"
    assert exercise("1 round", "go 3s").unit == "rounds"
    both = exercise("1-100 sets, rest 5s", "1-1000 reps", "go 3s")
    assert (both.sets, both.rest, both.reps) == (Span(1, 100), 5000, Span(1, 1000))
    assert exercise("1-1 sets", "1-1 reps", "go 3s").reps == Span(1, 1)
    assert exercise("2 reps", "go 3s", "first 1 rep", '  go "A"', 'every 1 rep "B"').every == Every(1, Text("B"))


def test_breaths_and_rounds_stand_for_reps_wherever_these_are_named() -> None:
    def found(unit: str) -> Exercise:
        lines = ("4 reps", "in 4s", f"first 2 {unit}s", '  in "A"', f'every 3 {unit}s "B"', f'before last {unit} "C"')
        return exercise(*lines)

    assert found("breath") == found("round") == found("rep")


def test_sides_and_alternate() -> None:
    assert exercise("sides left, right", 'go 3s "{side}"').sides == ("left", "right")
    assert exercise('go 3s "{side}"', "alternate in,out").alternate == ("in", "out")


def test_phases() -> None:
    names = exercise("in 4s", "sit 4s counted", 'süd 3s "A" countdown 3', "in 3s", "伸ばす 2s", "x-1_y 1s").phases
    assert names == (
        Phase("in", 4000),
        Phase("sit", 4000, None, "counted"),
        Phase("süd", 3000, Text("A"), "countdown", 3),
        Phase("in", 3000),
        Phase("伸ばす", 2000),
        Phase("x-1_y", 1000),
    )


def test_a_name_is_the_same_however_its_accents_are_stored() -> None:
    found = exercise("su\u0308d 3s", "first 1 rep", '  s\u00fcd "A"')
    assert found.first
    assert found.first.texts[0].phase == found.phases[0].name


def test_questions() -> None:
    (_, ask) = steps(
        'say "A"',
        "ask before",
        '  pain "How bad?"',
        '  overall "And now?"',
        '  range bend "Bend, and back."',
        "  range up, left",
        '  number 0-10 "How stiff?" as stiffness',
        '  yesno "Slept well?" as sleep',
        '  choice "none", "a {{little}}" "How much?" as amount',
    )
    assert ask == Ask(
        "before",
        (
            Pain(Text("How bad?")),
            Overall(Text("And now?")),
            Range("bend", Text("Bend, and back.")),
            Range("up"),
            Range("left"),
            Number(0, 10, Text("How stiff?"), "stiffness"),
            YesNo(Text("Slept well?"), "sleep"),
            Choice(("none", "a {little}"), Text("How much?"), "amount"),
        ),
    )


def test_ask_later() -> None:
    (_, ask) = steps('say "A"', "ask later 10m, 1h always", "  pain")
    assert ask == Ask("later", (Pain(),), (600_000, 3_600_000), always=True)


@pytest.mark.parametrize(
    "lines",
    [
        ('say "{next}"', 'exercise "A"', "  go 3s"),
        ('exercise "A"', '  go 3s "{next}"', 'rest 3s "{next}"', 'exercise "B"', "  go 3s"),
        ("repeat 2 times", '  say "{next}"', '  exercise "A"', "    go 3s"),
        ("repeat 2 times", '  say "{next}"', 'exercise "A"', "  go 3s"),
        (
            "repeat 1 times",
            '  rest 3s "{round} of {rounds}"',
            '  exercise "A"',
            '    intro\n      say "{round}"\n    go 3s',
        ),
        (
            'exercise "A"',
            "  2 sets, rest 5s",
            '  go 3s "{rep} {reps} {set} {sets} {exercise}"',
            '  between sets "{set}"',
        ),
        ('exercise "A"', '  intro\n    say "{exercise} {sets} {reps}"', "  go 3s"),
    ],
)
def test_placeholders_with_a_meaning(lines: tuple[str, ...]) -> None:
    assert steps(*lines)


def test_language() -> None:
    assert parse('routine "T"\nlanguage en-GB\nsay "A"').language == "en-GB"
