"""The version, as a constant: asking the installed metadata for it would triple the start."""

VERSION = "0.1.0"
