"""The JSON cue sheet keeps to its schema in docs/."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.stand_ins import words
from tests.timeline.test_goldens import CASES, GOLDENS, NECK, compiled
from voicecoach.language import parse
from voicecoach.timeline import Dose, compile_routine
from voicecoach.timeline.sheets import FORMATS

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "timeline.schema.json").read_bytes())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def document(path: Path, dose: Dose = Dose()) -> dict[str, Any]:  # noqa: B008 - frozen
    loaded: dict[str, Any] = json.loads(
        FORMATS["json"](compile_routine(parse(path.read_bytes(), path.name), dose, words))
    )
    return loaded


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", [*CASES, "tiny"])
def test_golden_routines_keep_to_it(name: str) -> None:
    timeline = compiled(GOLDENS / f"{name}.routine", CASES.get(name, CASES["hour"]))
    VALIDATOR.validate(json.loads(FORMATS["json"](timeline)))


def test_what_the_neck_routine_says() -> None:
    neck = document(NECK)
    VALIDATOR.validate(neck)
    assert neck["exercises"] == [
        {
            "name": "Retraction with extension",
            "sets": 5,
            "reps": 10,
            "unit": "reps",
            "rest": 30_000,
            "first_set": 1,
            "of": 5,
        }
    ]
    # the lead, the opening and the cautions; the exercise between the questions; the sentence about the answers
    assert [segment["ask"] for segment in neck["segments"]] == [None, None, None, "before", None, "after", None]
    assert [event["text"] for event in neck["events"] if event["step"] == "caution" and event["kind"] == "speech"] == [
        "Not while driving.",
        "Do not do this routine if one of these applies to you.",
        *(caution.template for caution in parse(NECK.read_bytes(), NECK.name).cautions),
        "If one of them does, stop here, and ask a clinician.",
    ]
    assert neck["events"][-1]["text"] == "Write your answers down, and enter them later with voicecoach log add."
    assert sum(event["length"] for event in neck["events"]) == neck["length"]
    assert [chapter["kind"] for chapter in neck["chapters"]] == ["opening", "ask", *["set", "rest"] * 4, "set", "ask"]


Change = Callable[[dict[str, Any]], Mapping[str, Any]]

BROKEN: dict[str, Change] = {
    "another version": lambda d: {**d, "version": 2},
    "an unknown field": lambda d: {**d, "colour": "red"},
    "a missing field": lambda d: {name: value for name, value in d.items() if name != "chapters"},
    "no events": lambda d: {**d, "events": []},
    "a time with a fraction": lambda d: {**d, "length": 0.5},
    "speech without words": lambda d: _first_event(d, {"kind": "speech"}),
    "silence with words": lambda d: _first_event(d, {"text": "Hm."}),
    "silence of no length": lambda d: _first_event(d, {"length": 0}),
    "a step that is none": lambda d: _first_event(d, {"step": "dance"}),
    "a tone that is none": lambda d: _first_event(d, {"kind": "tone", "tone": "gong"}),
    "an unknown field of an event": lambda d: _first_event(d, {"colour": "red"}),
    "a repetition without a set": lambda d: _first_event(d, {"rep": 1, "phase": "nod"}),
    "more than a day": lambda d: {**d, "length": 86_400_001},
}


def _first_event(document: dict[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    first, *others = document["events"]
    return {**document, "events": [{**first, **fields}, *others]}


@pytest.mark.parametrize("name", BROKEN)
def test_the_schema_is_strict(name: str) -> None:
    assert not VALIDATOR.is_valid(BROKEN[name](document(GOLDENS / "tiny.routine")))
