"""What the doctor finds in the file of choices."""

from pathlib import Path

from voicecoach.doctor import Finding
from voicecoach.doctor.choices import NAME, check_choices
from voicecoach.environment import Environment


def test_what_is_chosen_is_told_and_what_stands_over_it(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    home = {"VOICECOACH_HOME": str(tmp_path)}
    assert check_choices(Environment(home)) == Finding(NAME, "works", f"none; their file is {file}")
    assert not file.exists()
    file.write_text('voice = "joe"\nrate = 140\n')
    assert check_choices(Environment(home)) == Finding(NAME, "works", f"voice joe, rate 140; their file is {file}")
    assert check_choices(Environment({**home, "VOICECOACH_RATE": "99"})) == Finding(
        NAME, "works", f"voice joe, rate 99 by VOICECOACH_RATE; their file is {file}"
    )


def test_a_wrong_variable_is_told(tmp_path: Path) -> None:
    variables = {"VOICECOACH_HOME": str(tmp_path), "VOICECOACH_ANSWERS": "shouted"}
    assert check_choices(Environment(variables)) == Finding(
        NAME,
        "fails",
        'VOICECOACH_ANSWERS: answers “shouted”: expected "auto", "voice" or "keys".',
        "Set VOICECOACH_ANSWERS anew, or not at all.",
    )


def test_a_wrong_file_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("# mine\nrate = fast\n")
    assert check_choices(Environment({"VOICECOACH_CONFIG": str(file)})) == Finding(
        NAME,
        "fails",
        f"{file}, line 2: Invalid value. Here the defaults are tried.",
        'A line of it is like: voice = "joe"',
    )
