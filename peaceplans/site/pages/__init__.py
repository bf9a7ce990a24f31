"""One module for each kind of page; each makes `Page` values of the `Site` and writes nothing."""
