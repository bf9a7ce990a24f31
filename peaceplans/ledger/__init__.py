"""Floor 8: what the positions of parties imply for texts and for one another, and nothing more.

Nothing here prints and nothing here knows how texts are compared.
"""
