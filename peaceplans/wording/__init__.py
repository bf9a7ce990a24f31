"""Texts that a user holds: read as numbered clauses, bound to points, compared word by word.

The project ships no wording. What is read here comes from the user's own file and goes nowhere
but into the answer to the command that named the file.
"""
