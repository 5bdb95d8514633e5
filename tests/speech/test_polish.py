"""From a recording to a clip: trimmed, levelled, peaks held, whole milliseconds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.speech.engine import RawSamples, Recording
from voicecoach.speech.loudness import REFERENCE, TARGET, gain_for, integrated
from voicecoach.speech.polish import SAMPLE_RATE, SPEECH_LEVEL, Clip, polish, resample, trim, true_peak, voiced_level

MS = SAMPLE_RATE // 1000


def speech(ms: int, *, rate: int = SAMPLE_RATE, seed: int = 1) -> RawSamples:
    """Noise in syllables: loud for 200 ms, faint for 50."""
    t = np.arange(ms * rate // 1000)
    envelope = np.where(t % (rate // 4) < rate // 5, 1.0, 0.02)
    noise: RawSamples = (np.random.default_rng(seed).normal(0, 0.1, len(t)) * envelope).astype(np.float32)
    return noise


def silence(ms: int, rate: int = SAMPLE_RATE) -> RawSamples:
    return np.zeros(ms * rate // 1000, np.float32)


def level(clip: Clip) -> float:
    return voiced_level(clip.astype(np.float32) / np.float32(32767))


def peak(clip: Clip) -> float:
    """dBTP, by sixteenfold oversampling."""
    dense = np.fft.irfft(np.fft.rfft(clip / 32767), 16 * len(clip)) * 16
    return float(20 * np.log10(np.abs(dense).max()))


@pytest.mark.parametrize(("before", "after"), [(500, 300), (0, 0), (3, 7), (10, 10), (1000, 0)])
def test_trim_keeps_ten_ms_on_each_side(before: int, after: int) -> None:
    samples = np.concatenate([silence(before), speech(600)[: 600 * MS], silence(after)])
    trimmed = trim(samples)
    assert len(trimmed) == (min(before, 10) + 600 + min(after, 10)) * MS
    assert trimmed[0] == 0
    if after:
        assert not trimmed[-min(after, 4) * MS :].any()


def test_trim_hears_what_is_faint_but_not_what_is_inaudible() -> None:
    faint, inaudible = speech(100) * np.float32(0.01), speech(100) * np.float32(0.0003)
    samples = np.concatenate([silence(200), inaudible, faint, speech(300), faint, inaudible, silence(200)])
    assert len(trim(samples)) == pytest.approx((100 + 300 + 100 + 20) * MS, abs=MS)


def test_trim_fades_both_ends() -> None:
    loud = np.full(200 * MS, 0.5, np.float32)
    trimmed = trim(loud)
    assert trimmed[0] == trimmed[-1] == 0
    assert np.all(np.diff(trimmed[: 5 * MS]) >= 0)
    assert np.all(np.diff(trimmed[-5 * MS :]) <= 0)
    assert np.all(trimmed[5 * MS : -5 * MS] == 0.5)
    assert np.all(loud == np.float32(0.5))  # and leaves the recording as it was


@settings(deadline=None, max_examples=40)
@given(st.integers(25 * MS, 700 * MS), st.sampled_from([8_000, 22_050, 24_000, 44_100]), st.integers(0, 99))
def test_clips_are_whole_milliseconds(length: int, rate: int, seed: int) -> None:
    samples = np.random.default_rng(seed).normal(0, 0.1, length).astype(np.float32)
    clip = polish(Recording(samples, rate))
    assert clip.dtype == np.int16
    assert len(clip) % MS == 0
    assert abs(len(clip) - length * SAMPLE_RATE / rate) <= 2 * MS


@pytest.mark.parametrize("gain", [-6.0, 0.0, 3.0])
def test_loud_and_faint_recordings_come_out_alike(gain: float) -> None:
    for seed, loudness in enumerate([0.003, 0.03, 0.2, 1.0, 3.0]):
        samples = np.concatenate([silence(100), speech(900, seed=seed) * np.float32(loudness), silence(100)])
        clip = polish(Recording(samples, SAMPLE_RATE), gain)
        assert level(clip) == pytest.approx(SPEECH_LEVEL + gain, abs=0.5)


def test_a_long_and_a_short_text_come_out_alike() -> None:
    levels = [level(polish(Recording(speech(ms), SAMPLE_RATE))) for ms in (120, 400, 1000, 5000)]
    assert max(levels) - min(levels) < 0.5


@pytest.mark.parametrize("gain", [0.0, 6.0, 12.0])
def test_peaks_are_held(gain: float) -> None:
    clicks = speech(800) * np.float32(0.2)
    clicks[::2400] = 1.0
    for samples in (clicks, speech(800), np.sign(speech(800)).astype(np.float32)):
        assert peak(polish(Recording(samples, SAMPLE_RATE), gain)) <= -1.0


def test_the_true_peak_lies_between_the_samples() -> None:
    t = np.arange(SAMPLE_RATE)
    between = np.sin(np.pi / 2 * t + np.pi / 4).astype(np.float32)  # every sample at 0.707
    assert np.abs(between).max() == pytest.approx(0.7071, abs=1e-4)
    assert true_peak(between) == pytest.approx(0.0, abs=0.05)


@pytest.mark.parametrize("seconds", [0.1, 0.5, 1, 2.5])
def test_resampling_keeps_length_and_pitch(seconds: float) -> None:
    t = np.arange(round(22_050 * seconds)) / 22_050
    tone = (0.5 * np.sin(2 * np.pi * 440 * t)).astype(np.float32)
    out = resample(Recording(tone, 22_050))
    assert abs(len(out) - SAMPLE_RATE * seconds) <= 1
    spectrum = np.abs(np.fft.rfft(out * np.hanning(len(out))))
    assert spectrum.argmax() * SAMPLE_RATE / len(out) == pytest.approx(440, abs=1 / seconds)
    middle = out[len(out) // 4 : -len(out) // 4]
    assert np.abs(middle).max() == pytest.approx(0.5, abs=0.01)


def test_what_is_at_24_khz_is_not_resampled() -> None:
    samples = speech(100)
    assert resample(Recording(samples, SAMPLE_RATE)) is samples


def test_the_same_recording_gives_the_same_clip() -> None:
    recording = Recording(speech(700, rate=22_050), 22_050)
    assert np.array_equal(polish(recording, 2.0), polish(recording, 2.0))


def test_the_gain_brings_a_passage_to_the_target() -> None:
    passage = [
        Recording(speech(300 * len(text.split()), rate=22_050, seed=seed), 22_050)
        for seed, text in enumerate(REFERENCE)
    ]
    gain = gain_for(passage)
    laid_out = [part for recording in passage for part in (polish(recording, gain), np.zeros(36_000, np.int16))]
    assert integrated(np.concatenate(laid_out)) == pytest.approx(TARGET, abs=0.2)


def test_the_meter_on_a_known_signal() -> None:
    """A stereo-less sine of 997 Hz at 0 dBFS is -3.01 LUFS (BS.1770)."""
    t = np.arange(10 * SAMPLE_RATE) / SAMPLE_RATE
    sine = np.round(32767 * np.sin(2 * np.pi * 997 * t)).astype(np.int16)
    assert integrated(sine) == pytest.approx(-3.01, abs=0.1)
    assert integrated((sine // 10).astype(np.int16)) == pytest.approx(-23.0, abs=0.1)
