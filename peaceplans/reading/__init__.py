"""Floor 4: YAML to model and back, with every fault of a file as a `Diagnostic`."""
