"""Asking: a question sounds, and is answered by a key or aloud; what was said, what was meant, and whether it is so."""
