"""The hands-free run: one stream, the keys, the screen, and what happens when the sound goes away."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass

from voicecoach.audio.players import Player
from voicecoach.environment import Environment
from voicecoach.hearing.ears import Ears
from voicecoach.journal.models import Ending
from voicecoach.language.models import ToneName
from voicecoach.session.awake import keep_awake
from voicecoach.session.dialog.floor import Interrupted
from voicecoach.session.halts import Halt
from voicecoach.session.interjections import Interjections
from voicecoach.session.keys import Keys
from voicecoach.session.mediakeys import ALREADY, IN_QUESTIONS
from voicecoach.session.output import TICK, Output
from voicecoach.session.part import Course, have_word
from voicecoach.session.phrases import ENDINGS, last_words
from voicecoach.session.screen import KEYS, Screen
from voicecoach.session.signals import Interrupts
from voicecoach.session.transport import Transport
from voicecoach.status import VoicecoachError


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a session ended, and whether it was heard."""

    ending: Ending
    heard: bool


class Session:
    """Plays `transport` to its end. `open_player` makes a new player each time the output must be opened.

    `course_on` makes the course, which talks on this session as its floor; without one there is only the routine.
    `ears`, which hear what is said in rests, are opened once it sounds.
    """

    def __init__(
        self,
        transport: Transport,
        open_player: Callable[[], Player],
        keys: Keys,
        open_screen: Callable[[], Screen],
        environment: Environment,
        course_on: Callable[["Session"], Course] | None = None,
        ears: Ears | None = None,
    ) -> None:
        self._transport = transport
        self._output = Output(transport, open_player, environment)
        self._keys = keys
        self._open_screen = open_screen
        self._environment = environment
        self._ears = ears
        self._interjections = Interjections(ears, transport.table) if ears is not None else None
        self._interrupts = Interrupts()
        self.course = course_on(self) if course_on is not None else None
        self._actions: dict[str, Callable[[], None]] = {
            "left": transport.again,
            "r": transport.again,
            "right": transport.next,
            "n": transport.next,
            "s": transport.next_set,
            "previous": transport.again,
            "next": transport.next,
            "p": lambda: self._break_off("pain"),
            "q": lambda: self._break_off("early"),
            "?": transport.tell_keys,
            "interrupt": lambda: self._end_now("interrupted"),
        }

    def run(self) -> Outcome:
        """Play; returns when the last sound has been heard. Raises what the player's source raised."""
        with self._interrupts.caught():
            # the sound first: everything else can wait until it plays
            silence = self._output.start()
            with contextlib.ExitStack() as opened:
                opened.callback(self._close)
                if self._ears is not None:
                    self._ears.start()
                self._screen = self._open_screen()
                opened.callback(self._screen.close)
                if silence is not None:
                    self._screen.warn(f"{silence.message} The cues go on here, on screen.")
                    self._screen.tell(silence.cure)
                with keep_awake(self._screen.tell):
                    self._play()
                self._screen.tell(ENDINGS[self._transport.ending])
        return Outcome(self._transport.ending, heard=silence is None)

    # --- the floor, for whoever talks here -----------------------------------------------------

    @property
    def speaking(self) -> bool:
        """Whether something that was said is still to be heard."""
        return self._transport.speaking

    def say(self, *texts: str) -> None:
        """Have texts heard, one after the other, and shown."""
        self._transport.say(*texts)
        for text in texts:
            self._screen.tell(text)

    def prompt(self, *texts: str) -> None:
        """Have texts heard and shown, and after them the tick at which one may speak."""
        self._transport.prompt(*texts)
        for text in texts:
            self._screen.tell(text)

    def sound(self, name: ToneName) -> None:
        """Have a tone heard."""
        self._transport.sound(name)

    def hush(self) -> None:
        """Break off what is being said."""
        self._transport.hush()
        self._output.flush()

    def show(self, hint: str) -> None:
        """Show which keys count now; "" for none."""
        self._screen.hint(hint)

    def monotonic(self) -> float:
        """Seconds of a clock that only goes forward."""
        return self._environment.monotonic()

    def tick(self) -> str | None:
        """Wait a moment; the key that was pressed in it. Raises `Interrupted` and `UnheardError`."""
        key = self._pulse()
        if key == "interrupt":
            raise Interrupted
        return IN_QUESTIONS.get(key, key) if key is not None else None

    # --- the run -------------------------------------------------------------------------------

    def _play(self) -> None:
        """Follow the keys until the end."""
        try:
            while not self._output.finished:
                key = self._pulse()
                halt = self._transport.halt
                if halt is not None and self.course is not None:
                    if key == "p" and halt.name == "after":  # it was meant for what has just been heard
                        self._transport.ending = "pain"
                    self._converse(self.course, halt)
                elif key is not None:
                    self._act(key)
                elif self._interjections is not None and self.course is not None:
                    self._listen_in(self.course)
            self._screen.show(self._transport.snapshot())
            self._write_end(self._transport.ending)
        except KeyboardInterrupt:
            self._write_end("interrupted")
            raise
        except Exception:
            self._output.say_failure()
            with contextlib.suppress(VoicecoachError):  # it may be the journal that failed
                self._write_end("failed")
            raise

    def _close(self) -> None:
        try:
            self._output.close()
        finally:
            if self._ears is not None:
                self._ears.close()

    def _listen_in(self, course: Course) -> None:
        """Do what the listener says in a silence of the routine."""
        assert self._interjections is not None
        match self._interjections.attend(self._transport.silence):
            case "called" | "unclear" as name:
                if (halt := self._transport.call(name)) is not None:  # at once, or a key might come in between
                    self._converse(course, halt)
            case "pause":
                self._act("space")
                self.say(self._transport.table.aloud.go_on_aloud)
            case "resume":
                self._act("space")
            case "skip":
                self._act("right")
            case "unclear in a pause":
                self.say(self._transport.table.aloud.what_in_pause)

    def _converse(self, course: Course, halt: Halt) -> None:
        """Let the course have the word, and do what follows from it."""
        if self._interjections is not None:
            self._interjections.leave()
        try:
            then = have_word(course, halt, self._transport.ending)
        except Interrupted:
            self._end_now("interrupted")
            return
        finally:
            self._screen.hint(KEYS)
        match then:
            case None:
                self._transport.go_on()
            case "pause":
                self._transport.go_on()
                self._transport.pause()
                if self._ears is not None and self._ears.trouble is None:
                    self.say(self._transport.table.aloud.go_on_aloud)
            case "skip":
                self._transport.go_on()
                self._transport.next()
            case _ if halt.name in ("called", "unclear"):
                self._transport.go_on()
                self._break_off(then)
            case _ if halt.name == "before" and then != "stopped":
                self._end_now(then)
            case _:
                self._transport.close(then)  # the last word has been said

    def _break_off(self, ending: Ending) -> None:
        self._transport.break_off(ending)
        self._screen.tell(last_words(ending, self._transport.table))

    def _end_now(self, ending: Ending) -> None:
        self._transport.end(ending)
        self._screen.tell(last_words(ending, self._transport.table))

    def _write_end(self, ending: Ending) -> None:
        if self.course is not None:
            self.course.close(ending)

    def _pulse(self) -> str | None:
        """One moment of the run: the player, the screen, the journal; the key that was pressed in it."""
        if self._output.lost:
            return self._output.recover(self._read_key, self._screen, self._act)
        self._screen.show(self._transport.snapshot())
        self._transport.prepare()
        if self.course is not None:
            self.course.note()
        return self._read_key()

    def _read_key(self) -> str | None:
        key = self._keys.read(TICK)
        return "interrupt" if self._interrupts.count else key

    def _act(self, key: str) -> None:
        """Do what a key, or a signal, asks for."""
        state = self._transport.snapshot().state
        if state in ("ending", "ended") or (key, state) in ALREADY:
            return  # the last word is not cut off
        self._actions.get(key, self._transport.toggle)()
        self._output.flush()
