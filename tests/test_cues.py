"""An exported file says its cues at their times, as a recogniser hears that knows nothing of voicecoach."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.cues import AIM, examine, listen, read_sound
from tests.speech.real_voice import voice_cache

__all__ = ["voice_cache"]


@pytest.mark.slow
def test_the_cues_of_a_short_routine(voice_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICECOACH_CACHE", str(voice_cache))
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    heard = examine("breathing-4-7-8", ["--reps", "1"], tmp_path)
    assert sum(each.found for each in heard) >= AIM * len(heard), [each for each in heard if not each.found]

    # and it would be noticed if they came at other times, or were others
    sound = read_sound(tmp_path / "breathing-4-7-8.wav")
    cues = [each.cue for each in heard][-20:]
    later = [replace(cue, start=cue.start + 400, end=cue.end + 400) for cue in cues]
    assert not any(each.found for each in listen(later, sound))
    swapped = {"In.": "Out.", "Out.": "In.", "Five.": "Six.", "Six.": "Five."}
    others = [replace(cue, text=swapped.get(cue.text, cue.text)) for cue in cues]
    assert not any(each.found for each in listen(others, sound) if each.cue.text in swapped)
