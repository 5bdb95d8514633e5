"""Whether what this process records is what the computer plays.

A PulseAudio server offers a "monitor" of every output as an input, and records from one where there is no microphone,
or none any more: the coach would hear itself. The sound libraries do not tell, so the server is asked, by way of its
own library, which is there wherever a monitor can be. PipeWire answers as PulseAudio does.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CDLL, CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_uint8, c_uint32, c_uint64, c_void_p
from typing import Any

NO_AUTOSPAWN = 1
READY, FAILED = 4, 5
"""States of a connection."""

RUNNING = 0
"""State of a question that has not been answered."""


class _SampleSpec(Structure):
    _fields_ = (("format", c_int), ("rate", c_uint32), ("channels", c_uint8))


class _ChannelMap(Structure):
    _fields_ = (("channels", c_uint8), ("map", c_int * 32))


class _Recording(Structure):
    """The beginning of `pa_source_output_info`: somebody who records."""

    _fields_ = (
        ("index", c_uint32),
        ("name", c_char_p),
        ("owner_module", c_uint32),
        ("client", c_uint32),
        ("source", c_uint32),
        ("sample_spec", _SampleSpec),
        ("channel_map", _ChannelMap),
        ("buffer_usec", c_uint64),
        ("source_usec", c_uint64),
        ("resample_method", c_char_p),
        ("driver", c_char_p),
        ("properties", c_void_p),
    )


class _Source(Structure):
    """The beginning of `pa_source_info`: what can be recorded."""

    _fields_ = (("name", c_char_p),)


_OnRecording = CFUNCTYPE(None, c_void_p, POINTER(_Recording), c_int, c_void_p)
_OnSource = CFUNCTYPE(None, c_void_p, POINTER(_Source), c_int, c_void_p)

_FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {
    "pa_mainloop_new": (c_void_p, []),
    "pa_mainloop_get_api": (c_void_p, [c_void_p]),
    "pa_mainloop_iterate": (c_int, [c_void_p, c_int, c_void_p]),
    "pa_mainloop_free": (None, [c_void_p]),
    "pa_context_new": (c_void_p, [c_void_p, c_char_p]),
    "pa_context_connect": (c_int, [c_void_p, c_char_p, c_int, c_void_p]),
    "pa_context_get_state": (c_int, [c_void_p]),
    "pa_context_disconnect": (None, [c_void_p]),
    "pa_context_unref": (None, [c_void_p]),
    "pa_context_get_source_output_info_list": (c_void_p, [c_void_p, _OnRecording, c_void_p]),
    "pa_context_get_source_info_by_index": (c_void_p, [c_void_p, c_uint32, _OnSource, c_void_p]),
    "pa_operation_get_state": (c_int, [c_void_p]),
    "pa_operation_unref": (None, [c_void_p]),
    "pa_proplist_gets": (c_char_p, [c_void_p, c_char_p]),
}
"""What each gives and takes."""


def records_own_output() -> bool:
    """Whether a stream of this process records a monitor; False where that cannot be told.

    Takes a few milliseconds; where the sound server hangs, for ever.
    """
    if sys.platform != "linux":
        return False
    try:
        pulse = CDLL("libpulse.so.0")
    except OSError:
        return False
    try:
        for name, (result, arguments) in _FUNCTIONS.items():
            function = getattr(pulse, name)
            function.restype, function.argtypes = result, arguments
    except AttributeError:  # a library that only has the name
        return False
    with _connection(pulse) as server:
        return any(name.endswith(b".monitor") for source in server.recorded() for name in server.names(source))


@contextmanager
def _connection(pulse: Any) -> Iterator["_Server"]:
    loop = pulse.pa_mainloop_new()
    context = pulse.pa_context_new(pulse.pa_mainloop_get_api(loop), b"voicecoach")
    try:
        yield _Server(pulse, loop, context)
    finally:
        pulse.pa_context_disconnect(context)
        pulse.pa_context_unref(context)
        pulse.pa_mainloop_free(loop)


class _Server:
    """The answers are empty where there is no server."""

    def __init__(self, pulse: Any, loop: Any, context: Any) -> None:
        self._pulse = pulse
        self._loop = loop
        self._context = context
        if pulse.pa_context_connect(context, None, NO_AUTOSPAWN, None) >= 0:
            while pulse.pa_context_get_state(context) not in (READY, FAILED) and self._turn():
                pass

    def recorded(self) -> set[int]:
        """The numbers of the sources that this process records from."""
        sources = set()
        process = str(os.getpid()).encode()

        def note(_context: Any, recording: Any, end: int, _data: Any) -> None:
            # an owner that the server knows nothing of, such as one of its own modules, is none of ours
            if not end and self._pulse.pa_proplist_gets(recording[0].properties, b"application.process.id") == process:
                sources.add(recording[0].source)

        callback = _OnRecording(note)
        self._wait(self._pulse.pa_context_get_source_output_info_list(self._context, callback, None))
        return sources

    def names(self, source: int) -> list[bytes]:
        """The one name of the source of that number, or none."""
        found: list[bytes] = []

        def note(_context: Any, info: Any, end: int, _data: Any) -> None:
            if not end:
                found.append(info[0].name)

        callback = _OnSource(note)
        self._wait(self._pulse.pa_context_get_source_info_by_index(self._context, source, callback, None))
        return found

    def _turn(self) -> bool:
        return bool(self._pulse.pa_mainloop_iterate(self._loop, 1, None) >= 0)

    def _wait(self, question: Any) -> None:
        if question:
            while self._pulse.pa_operation_get_state(question) == RUNNING and self._turn():
                pass
            self._pulse.pa_operation_unref(question)
