"""How third-party files get into the wheel."""
