"""One use case a module: the only place where the rooms meet. No operation prints; the skins do."""
