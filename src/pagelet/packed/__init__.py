"""What an app that is one file is made of: for `pagelet pack`, and for the page that saves a copy.

layout      the order of its parts, and how each stands in it
markup      the app's page, with what it would load standing in it
text_form   bytes as text
"""
