"""Text -> clip, by way of memory, the cache and, only when both lack it, the engine."""

import contextlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from threading import Lock

from voicecoach.speech.cache import ClipCache
from voicecoach.speech.engine import Engine
from voicecoach.speech.loudness import REFERENCE, gain_for
from voicecoach.speech.polish import SAMPLE_RATE, Clip, polish

IN_MEMORY = 1_000_000
"""Samples held for a file (2 MB, 40 s of speech): memory does not grow with a routine's length."""

IN_MEMORY_LIVE = 12_000_000
"""Samples held for a session (24 MB, 8 minutes of speech): any but the longest needs no disk while it plays."""


Progress = Callable[[int, int], None]
"""Told before the first clip that has to be made, and after each: how many are done, of how many."""


class Speaker:
    """One voice. Its clips are mono int16 at 24 kHz and whole milliseconds long.

    Clips may be asked for by the player's thread and by the session's at once. `in_memory` is the most samples
    held; more are read from the cache when they are needed again.
    """

    def __init__(self, engine: Engine, cache: ClipCache, in_memory: int = IN_MEMORY) -> None:
        self._engine = engine
        self._cache = cache
        self._gain: float | None = None
        self._lengths: dict[str, int] = {}
        self._held: OrderedDict[str, Clip] = OrderedDict()
        self._held_samples = 0
        self._in_memory = in_memory
        self._lock = Lock()
        self._making = Lock()

    def clip(self, text: str) -> Clip:
        """The clip of `text`. Raises `VoicecoachError` where it can neither be found nor made."""
        with self._lock:
            clip = self._held.get(text)
            if clip is not None:
                self._held.move_to_end(text)
                return clip
        # outside the lock: whoever wants a clip that is at hand must not wait for one that has to be made
        clip = self._cache.get(text)
        if clip is None:
            with self._making:
                clip = self._cache.get(text)  # somebody else may have made it meanwhile
                if clip is None:
                    with self._hands() as hands:
                        self._have_gain(hands)
                    clip = self._make(text)
        self._hold(text, clip)
        return clip

    def measure(self, text: str) -> int:
        """The spoken length of `text` in ms. Raises as `clip` does."""
        if text not in self._lengths:
            self._lengths[text] = len(self.clip(text)) * 1000 // SAMPLE_RATE
        return self._lengths[text]

    def prepare(self, texts: Iterable[str], progress: Progress | None = None) -> None:
        """Have the clips of all `texts`; `progress` is told of those that have to be made."""
        missing = list(dict.fromkeys(text for text in texts if text not in self._lengths and not self._cached(text)))
        if not missing:
            return
        if progress is not None:
            progress(0, len(missing))
        with self._making, self._hands() as hands:
            self._have_gain(hands)
            made = {hands.submit(self._make, text): text for text in missing}
            for done, future in enumerate(as_completed(made), start=1):
                clip, text = future.result(), made.pop(future)
                self._hold(text, clip)
                self._lengths[text] = len(clip) * 1000 // SAMPLE_RATE
                if progress is not None:
                    progress(done, len(missing))

    def close(self) -> None:
        """End the engine, if one was started."""
        self._engine.close()

    def _cached(self, text: str) -> bool:
        """Whether the cache has the clip; if so, its length is known from now on."""
        clip = self._cache.get(text)
        if clip is None:
            return False
        self._hold(text, clip)
        self._lengths[text] = len(clip) * 1000 // SAMPLE_RATE
        return True

    @contextlib.contextmanager
    def _hands(self) -> Iterator[ThreadPoolExecutor]:
        """As many threads as the engine is best asked by. Where the block fails, the engine ends, and they with it."""
        hands = ThreadPoolExecutor(self._engine.at_once, "speaker")
        try:
            yield hands
        except BaseException:
            hands.shutdown(wait=False, cancel_futures=True)
            self._engine.close()
            raise
        finally:
            hands.shutdown()

    def _have_gain(self, hands: ThreadPoolExecutor) -> None:
        """Know the voice's gain, which is found once a voice."""
        if self._gain is None:
            self._gain = self._cache.get_gain()
        if self._gain is None:
            self._gain = gain_for(list(hands.map(self._engine.synthesize, REFERENCE)))
            self._cache.put_gain(self._gain)

    def _make(self, text: str) -> Clip:
        assert self._gain is not None
        clip = polish(self._engine.synthesize(text), self._gain)
        self._cache.put(text, clip)
        return clip

    def _hold(self, text: str, clip: Clip) -> None:
        with self._lock:
            if text in self._held:
                return
            self._held[text] = clip
            self._held_samples += len(clip)
            while self._held_samples > self._in_memory and len(self._held) > 1:
                _, dropped = self._held.popitem(last=False)
                self._held_samples -= len(dropped)
