"""Floor 3: plans, registries and positions as frozen values, without logic beyond their shape.

Ids of other things are plain texts; their annotations say which registry or vocabulary they
come from, and reading, schema and checks work from these annotations alone. `line` is where a
thing stands in its file; it is never compared.
"""
