"""The journal as a file that others can read, CSV or JSON, and back. docs/journal.md describes both."""
