"""Floor 5: where plans live: the built-in data, a folder, one laid over the other."""
