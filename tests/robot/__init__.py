"""A robot patient: it hears only the speaker, speaks only into the microphone, and knows what it means.

It neither sees the screen nor reads the journal while a session goes on. Afterwards the journal is compared with what
it meant. `python -m tests.robot` has many of them take sessions, and prints a table.
"""
