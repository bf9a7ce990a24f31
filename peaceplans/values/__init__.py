"""Floor 2: the kinds of answer a parameter can have, what a text sets and what a party accepts.

`setting` holds what a text sets, `scale` how the answers to a parameter are written and
ordered, `compare` what happened between two settings, `answers` the sets of answers that a
party accepts, and `notation` their spelling in the data files. Nothing here knows of plans.
"""
