"""One change: the registries, the context a body gets, and `run()`."""
