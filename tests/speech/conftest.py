from tests.speech.real_voice import voice_cache

__all__ = ["voice_cache"]
