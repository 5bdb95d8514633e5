"""Options that several commands share."""

from typing import Annotated

import typer

from voicecoach import defaults

RoutineArgument = Annotated[
    str,
    typer.Argument(
        metavar="[ROUTINE]", help="A routine's name or its file. Default: the neck routine.", show_default=False
    ),
]
Sets = Annotated[
    list[str] | None,
    typer.Option("--sets", metavar="N", help='Sets; with several exercises "NAME=N".', rich_help_panel="Dose"),
]
Reps = Annotated[
    list[str] | None,
    typer.Option("--reps", metavar="N", help='Repetitions a set; or "NAME=N".', rich_help_panel="Dose"),
]
Rest = Annotated[
    list[str] | None,
    typer.Option(
        "--rest", metavar="TIME", help='Rest between sets, such as 45s; or "NAME=45s".', rich_help_panel="Dose"
    ),
]
Pace = Annotated[
    float, typer.Option("--pace", help="From 0.5, half as fast, to 1.5.", metavar="P", rich_help_panel="Dose")
]
FirstSet = Annotated[
    int, typer.Option("--first-set", metavar="N", help="Number of the first set in the day.", rich_help_panel="Dose")
]
Of = Annotated[int | None, typer.Option("--of", metavar="N", help="Sets of the whole day.", rich_help_panel="Dose")]
Beyond = Annotated[bool, typer.Option("--beyond", help="Allow more than the routine's range.", rich_help_panel="Dose")]
Voice = Annotated[
    str | None,
    typer.Option(
        "--voice",
        metavar="NAME",
        envvar="VOICECOACH_VOICE",
        help="A voice, or a file of Piper's (.onnx); `voicecoach voices` lists them.",
        rich_help_panel="Voice",
    ),
]
Rate = Annotated[
    int,
    typer.Option(
        "--rate",
        min=defaults.SLOWEST,
        max=defaults.FASTEST,
        metavar="WPM",
        envvar="VOICECOACH_RATE",
        help="Words a minute.",
        rich_help_panel="Voice",
    ),
]
Player = Annotated[
    str,
    typer.Option(
        "--player",
        metavar="NAME",
        envvar="VOICECOACH_PLAYER",
        help="Sound output: miniaudio, sounddevice or simpleaudio.",
    ),
]
Answers = Annotated[
    str,
    typer.Option(
        "--answers",
        metavar="WAY",
        envvar="VOICECOACH_ANSWERS",
        help="voice, keys, or auto: by voice where a recogniser and a microphone are here.",
    ),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no notes on stderr, only errors.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Tell more on stderr.")]
