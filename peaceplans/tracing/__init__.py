"""Floor 11: the life of a parameter or a point through every text, by date.

Each text is compared with the one that it was made from, where it declares that, and otherwise
with the text before it that speaks of the matter. Silence is told only of texts that were read.
"""
