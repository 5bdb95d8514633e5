"""The choices: whether their file can be read, and what stands where a command has no option for it."""

from voicecoach.choices import SETTINGS, effective, typed
from voicecoach.doctor import Finding
from voicecoach.environment import Environment
from voicecoach.status import VoicecoachError

NAME = "choices"

_DEFAULT = ""


def check_choices(environment: Environment) -> Finding:
    """What has been chosen, in the file or by the variables that stand over it."""
    path = environment.config_file
    try:
        choices = [each for each in effective(environment, dict.fromkeys(SETTINGS, _DEFAULT)) if each.value != _DEFAULT]
    except VoicecoachError as error:
        return Finding(NAME, "fails", f"{error.message} Here the defaults are tried.", error.cure)
    for each in choices:
        try:
            typed(each.name, each.value)
        except VoicecoachError as error:  # the file has been read, so it is a variable
            return Finding(NAME, "fails", f"{each.source}: {error.message}", f"Set {each.source} anew, or not at all.")
    words = (
        f"{each.name} {each.value}" + ("" if each.source == str(path) else f" by {each.source}") for each in choices
    )
    return Finding(NAME, "works", f"{', '.join(words) or 'none'}; their file is {path}")
