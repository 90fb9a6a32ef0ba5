"""What the page does."""

from pagelet import page, when

clicks = 0


@when("click", "#more")
def count_one_more(event):
    """Show one click more each time the button is pressed."""
    global clicks
    clicks += 1
    page["count"].text = str(clicks)
