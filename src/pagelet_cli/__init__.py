"""The command line: what runs on the host."""
