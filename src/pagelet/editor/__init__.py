"""Editors on the page: tags with `type="py-editor"`, whose code a person reads, changes and runs.

    environment   what editors of one name share: variables, packages, turns
    text          the code of a tag, and where its editor and its output go
    view          the box: the field, Run and Stop, the output
    tag           one editor, from tag to running code

The field itself is CodeMirror. All this is loaded by the first page that has one.
"""
