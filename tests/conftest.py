"""Fixtures that several rooms share."""

from tests.sound_card import sound_card

__all__ = ["sound_card"]
