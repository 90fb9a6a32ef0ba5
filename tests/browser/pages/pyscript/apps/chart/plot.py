class Bars:
    """A bar chart that displays itself as SVG."""

    def __init__(self, rows, colour):
        self.rows = rows
        self.colour = colour

    def _repr_svg_(self):
        bars = "".join(
            f'<rect x="{20 * i}" y="{100 - mm}" width="16" height="{mm}" fill="{self.colour(mm)}">'
            f"<title>{month}: {mm} mm</title></rect>"
            for i, (month, mm) in enumerate(self.rows)
        )
        return f'<svg viewBox="0 0 240 100" role="img" width="480">{bars}</svg>'
