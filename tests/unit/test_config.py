"""The page's configuration is read by PyScript's rules, and what is wrong with it is said."""

from collections.abc import Iterator
from typing import Any

import pytest

from pagelet import config
from pagelet._host import host
from pagelet.errors import ConfigError


@pytest.fixture
def body() -> Iterator[Any]:
    """A place on the page that is gone after the test."""
    place = host.document.createElement("div")
    host.document.body.append(place)
    yield place
    place.remove()


def read(body: Any, html: str) -> config.Config:
    body.innerHTML = html
    tags = list(body.querySelectorAll("script"))
    return host.wait(config.of_page(tags))


@pytest.mark.parametrize(
    "text", ['{"name": "x"}', 'name = "x"', '\n  {"name": "x"}\n', '# a note\nname = "x"\n']
)
def test_text_in_braces_is_json_and_other_text_is_toml(text: str) -> None:
    assert config.parse(text, where="here") == {"name": "x"}


def test_the_type_decides_when_it_is_given() -> None:
    with pytest.raises(ConfigError, match="not valid TOML"):
        config.parse('{"name": "x"}', where="here", kind="toml")


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        (
            '{"a": 1,}',
            "json",
            "The configuration is not valid JSON: ",
        ),
        ("name: x", None, "The configuration is not valid TOML: "),
        ("[1]", "json", "The configuration is not a table of names and values."),
        ("a = 1", "yaml", "A configuration cannot be of the type 'yaml'."),
    ],
)
def test_a_configuration_that_cannot_be_read_says_why(
    text: str, kind: str | None, message: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        config.parse(text, where="<py-config>", kind=kind)

    assert caught.value.what.startswith(message)
    assert caught.value.where == "<py-config>"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("name: x", 'Write one setting on each line: name = "text", or name = ["a", "b"].'),
        ('{"name": "x"', "The text begins like JSON but has no '}' at its end."),
        (
            "{'name': 'x'}",
            'Put names and texts into "double quotes"; a comma between entries, none at the end.',
        ),
    ],
)
def test_the_hint_fits_what_was_meant(text: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config.parse(text, where="<py-config>")

    assert caught.value.hint == hint


def test_a_page_without_configuration_has_an_empty_one(body: Any) -> None:
    assert read(body, "<p>nothing</p>") == config.Config()


def test_the_tag_py_config_is_read(body: Any) -> None:
    assert read(body, '<py-config>name = "x"</py-config>').values == {"name": "x"}


def test_the_attribute_config_is_read(body: Any) -> None:
    found = read(body, """<script type="py" config='{"name": "x"}'></script>""")

    assert found.values == {"name": "x"}


def test_tags_may_repeat_the_same_configuration(body: Any) -> None:
    tag = """<script type="py" config='{"name": "x"}'></script>"""

    assert read(body, tag + tag).values == {"name": "x"}


@pytest.mark.parametrize(
    ("html", "what", "where", "hint"),
    [
        (
            "<py-config>a = 1</py-config><py-config>b = 1</py-config>",
            "The page has more than one <py-config> (PY0409).",
            "2 <py-config> tags",
            "Keep one and put all settings into it.",
        ),
        (
            """<py-config>a = 1</py-config><script type="py" config='{"a": 2}'></script>""",
            "The page has both a <py-config> and a tag with config= (PY0409).",
            '<py-config> and config="{"a": 2}"',
            "Keep one of the two.",
        ),
        (
            """<script config='{"a": 1}'></script><script config='{"a": 2}'></script>""",
            "Two tags ask for different configurations, but all tags share one Python (PY0409).",
            'config="{"a": 1}" and config="{"a": 2}"',
            "Give one tag the whole configuration and leave config= out of the others.",
        ),
        (
            '<py-config src="settings.yaml"></py-config>',
            "'settings.yaml' is not the address of a configuration (PY1000).",
            "<py-config>",
            "The file's name must end in .toml or .json.",
        ),
        (
            '<py-config src="settings"></py-config>',
            "'settings' is not the address of a configuration (PY1000).",
            "<py-config src=…>",
            "The file's name must end in .toml or .json.",
        ),
    ],
)
def test_a_configuration_that_contradicts_itself_says_so(
    body: Any, html: str, what: str, where: str, hint: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        read(body, html)

    assert (caught.value.what, caught.value.where, caught.value.hint) == (what, where, hint)


def test_a_worker_may_have_a_configuration_of_its_own(body: Any) -> None:
    html = """<script config='{"a": 1}'></script><script worker config='{"a": 2}'></script>"""

    assert read(body, html).values == {"a": 1}
