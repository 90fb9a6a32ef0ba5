"""An app as one HTML file, and back: `pagelet pack` and `pagelet unpack`."""
