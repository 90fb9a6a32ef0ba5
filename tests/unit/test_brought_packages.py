import pytest

from pagelet.locked_packages import Finder, Locked


@pytest.mark.parametrize(
    ("requirement", "is_brought"),
    [
        ("greetings>=1", True),
        ("greetings @ https://example.com/greetings-1.0-py3-none-any.whl", True),
        ("greetings @ ../greetings-1.0-py3-none-any.whl", True),
        ("./greetings-1.0-py3-none-any.whl", False),
        ("other @ https://example.com/other-1.0-py3-none-any.whl", False),
    ],
)
def test_what_the_host_has_found_is_not_looked_for_again(
    requirement: str, is_brought: bool
) -> None:
    row = Locked("greetings", "1.0", "greetings.whl", 1, ("greetings",), (), "")

    assert Finder([row]).brings(requirement) is is_brought
