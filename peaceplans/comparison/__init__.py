"""Floor 8: what changed between two texts, as facts with a rule and a level.

Nothing here prints and nothing here knows of positions.
"""
