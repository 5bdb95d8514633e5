"""macOS and Windows, whose drivers of pyttsx3 run nowhere else: the worker with stand-ins that behave as they do.

What `nsss` and `sapi5` give and write is taken from their source in pyttsx3 2.99, and from its issue 361 (AIFF).
"""

import plistlib
import sys
from pathlib import Path

import pytest

from voicecoach.speech.engine import EngineError
from voicecoach.speech.polish import polish
from voicecoach.speech.pyttsx import Pyttsx3Engine
from voicecoach.speech.system_voice import MAC, chosen_in_system
from voicecoach.speech.worker import language_of

PYTTSX3 = '''
import pathlib, types

class Driver:
    """Takes settings at once, and a voice by its id alone."""
    def __init__(self):
        self.voice = VOICES[0][0]
    def setProperty(self, name, value):
        if name == "voice" and value not in [voice[0] for voice in VOICES]:
            raise ValueError("unknown voice id %s", value)
        setattr(self, name, value)

class Engine:
    def __init__(self):
        self.proxy = types.SimpleNamespace(_driver=Driver())
        self.waiting = []
    def getProperty(self, name):
        assert name == "voices"
        return [types.SimpleNamespace(id=i, name=n, languages=l, gender=None, age=None) for i, n, l in VOICES]
    def save_to_file(self, text, filename):
        self.waiting.append((text, filename))
    def runAndWait(self):
        print("Pitch adjustment not supported")
        for text, filename in self.waiting:
            write(text, filename, VOICES.index(next(v for v in VOICES if v[0] == self.proxy._driver.voice)))
        self.waiting.clear()

def tone(text, pitch):
    import numpy as np
    t = np.arange(22050 * 3 * len(text.split()) // 10) / 22050
    return np.round(9000 * np.sin(2 * np.pi * (200 + 100 * pitch) * t)).astype(np.int16)

def init():
    return Engine()
'''

MACOS = '''
VOICES = [
    ("com.apple.voice.compact.en-US.Samantha", "Samantha", ["en_US"]),
    ("com.apple.speech.synthesis.voice.Alex", "Alex", ["en_US"]),
    ("com.apple.voice.compact.de-DE.Anna", "Anna", ["de_DE"]),
    ("com.apple.speech.synthesis.voice.Bells", "Bells", [None]),
]

def write(text, filename, pitch):
    """Sound of 22,050 Hz, as AIFF or AIFF-C, whatever the name."""
    import av
    with av.open(filename, "w", format="aiff") as container:
        stream = container.add_stream("CODEC", rate=22050, layout="mono")
        frame = av.AudioFrame.from_ndarray(tone(text, pitch)[None], format="s16", layout="mono")
        frame.sample_rate = 22050
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)
'''

WINDOWS = r'''
TOKENS = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Speech\Voices\Tokens"
VOICES = [
    (TOKENS + r"\TTS_MS_EN-US_ZIRA_11.0", "Microsoft Zira Desktop - English (United States)", ["en-US"]),
    (TOKENS + r"\TTS_MS_DE-DE_HEDDA_11.0", "Microsoft Hedda Desktop - German", ["de-DE"]),
    (TOKENS + r"\TTS_OTHER", "Somebody", ["Unknown Locale: 3072"]),
]

def write(text, filename, pitch):
    """WAV of 22,050 Hz, 16 bit, mono."""
    import wave
    with wave.open(filename, "wb") as file:
        file.setparams((1, 2, 22050, 0, "NONE", ""))
        file.writeframes(tone(text, pitch).tobytes())
'''

SYSTEMS = {
    "macOS, AIFF": ("darwin", MACOS.replace("CODEC", "pcm_s16be")),
    "macOS, AIFF-C": ("darwin", MACOS.replace("CODEC", "pcm_s16le")),
    "Windows": ("win32", WINDOWS),
}


def engine_on(system: str, folder: Path, voice: str | None = None) -> Pyttsx3Engine:
    platform, driver = SYSTEMS[system]
    (folder / "pyttsx3.py").write_text(driver + PYTTSX3)
    code = (
        f"import sys; sys.path.insert(0, {str(folder)!r})\n"
        f"import voicecoach.speech.worker as worker; sys.platform = {platform!r}; worker.main()"
    )
    engine = Pyttsx3Engine(voice, command=(sys.executable, "-c", code), limit=30)
    engine.voice = voice or ""  # the default elsewhere than on Linux
    return engine


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_the_driver_writes_is_read(system: str, tmp_path: Path) -> None:
    engine = engine_on(system, tmp_path)
    try:
        recording = engine.synthesize("Slide your head back.")
    finally:
        engine.close()
    assert recording.rate == 22_050
    assert len(recording.samples) == pytest.approx(1.2 * 22_050, abs=1)
    assert 0.25 < float(abs(recording.samples).max()) < 0.3
    assert len(polish(recording)) == pytest.approx(1.2 * 24_000, abs=100)


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_voice_is_chosen_by_its_name_or_its_id(system: str, tmp_path: Path) -> None:
    listing = engine_on(system, tmp_path)
    voices = listing.voices()
    listing.close()
    second = voices[1]
    heard = []
    for name in (second.id, second.name.upper()):
        engine = engine_on(system, tmp_path, name)
        heard.append(engine.synthesize("One.").samples.tobytes())
        engine.close()
    first = engine_on(system, tmp_path)
    assert heard[0] == heard[1] != first.synthesize("One.").samples.tobytes()
    first.close()

    nobody = engine_on(system, tmp_path, "nobody")
    with pytest.raises(EngineError, match="There is no voice “nobody” here"):
        nobody.synthesize("One.")
    nobody.close()


def test_languages_are_tags_whatever_the_driver_calls_them(tmp_path: Path) -> None:
    found = {}
    for system in SYSTEMS:
        engine = engine_on(system, tmp_path)
        found[system] = [voice.language for voice in engine.voices()]
        engine.close()
    assert found["macOS, AIFF"] == ["en-US", "en-US", "de-DE", ""]
    assert found["Windows"] == ["en-US", "de-DE", ""]
    assert [language_of(each) for each in ([b"\x05en-gb"], [b"en"], [], None, [""])] == ["en-gb", "en", "", "", ""]


def test_the_voice_of_the_systems_settings_is_part_of_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert chosen_in_system("darwin") == ""
    settings = tmp_path / MAC
    settings.parent.mkdir(parents=True)
    settings.write_bytes(plistlib.dumps({"SelectedVoiceName": "Alex", "SelectedVoiceID": 201}))
    assert chosen_in_system("darwin") == "Alex 201"
    for damaged in (b"", b"<plist>", b"bplist00nonsense", plistlib.dumps([1])):
        settings.write_bytes(damaged)
        assert chosen_in_system("darwin") == ""
    assert chosen_in_system("linux") == ""
