from pathlib import Path

import pytest

from pagelet_cli.server import LARGEST_REPORT, Report
from tests.cli.conftest import Project
from tests.cli.serving import ORIGIN, Served

HTML = {"accept": "text/html"}


@pytest.fixture
def page(project: Project) -> Served:
    return Served(project("page") / "hello.html")


@pytest.fixture
def folder(project: Project) -> Served:
    return Served(project("folder-with-page"))


@pytest.fixture
def program(project: Project) -> Served:
    return Served(project("program") / "game.py")


def test_the_page_is_at_the_top_and_at_its_name(page: Served) -> None:
    at_top = page.get("/")
    at_name = page.get("/hello.html")

    assert at_top.status_code == 200
    assert at_top.headers["content-type"] == "text/html; charset=utf-8"
    assert '<script type="py">print("Hello")</script>' in at_top.text
    assert at_top.text == at_name.text


def test_the_files_of_the_app_are_served(page: Served) -> None:
    assert page.get("/style.css").text == "body { color: teal; }\n"
    assert page.get("/images/cat.svg").headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("a.wasm", "application/wasm"),
        ("a.py", "text/x-python; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.json", "application/json"),
        ("a.csv", "text/csv; charset=utf-8"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.PNG", "image/png"),
        ("a.zip", "application/zip"),
        ("a.tar.gz", "application/octet-stream"),
        ("a.unknown", "application/octet-stream"),
        ("a", "application/octet-stream"),
        ("a%23b%3F.txt", "text/plain; charset=utf-8"),
    ],
)
def test_types_do_not_depend_on_the_machine(page: Served, name: str, content_type: str) -> None:
    (page.live.app.root / name.replace("%23", "#").replace("%3F", "?")).touch()

    answer = page.get(f"/{name}")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == content_type
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_our_own_files_stand_at_the_top(page: Served) -> None:
    assert page.get("/pagelet.js").text == "our pagelet.js"
    wasm = page.get("/vendor/pyodide/pyodide.asm.wasm")
    assert wasm.headers["content-type"] == "application/wasm"


def test_the_app_comes_before_our_own_files(page: Served) -> None:
    (page.live.app.root / "pagelet.css").write_text("mine")

    assert page.get("/pagelet.css").text == "mine"


@pytest.mark.parametrize("name", ["pagelet.js", "pagelet.css"])
def test_a_page_in_a_subfolder_finds_the_loader(folder: Served, name: str) -> None:
    answer = folder.get(f"/about/{name}?x=1")

    assert (answer.status_code, answer.headers["location"]) == (307, f"/{name}?x=1")


def test_a_folder_has_its_index_behind_a_slash(folder: Served) -> None:
    without_slash = folder.get("/about?x=1")

    assert (without_slash.status_code, without_slash.headers["location"]) == (307, "/about/?x=1")
    assert "<title>About</title>" in folder.get("/about/").text


def test_what_the_browser_has_is_not_sent_again(page: Served) -> None:
    for address in ("/", "/style.css", "/pagelet.js"):
        first = page.get(address)
        again = page.get(address, headers={"if-none-match": first.headers["etag"]})

        assert first.headers["cache-control"] == "no-cache"
        assert (again.status_code, again.content) == (304, b"")


def test_a_changed_file_is_sent_again(page: Served) -> None:
    etag = page.get("/style.css").headers["etag"]
    (page.live.app.root / "style.css").write_text("body { color: navy; }")

    answer = page.get("/style.css", headers={"if-none-match": f'"other", W/{etag}'})

    assert (answer.status_code, answer.text) == (200, "body { color: navy; }")


def test_no_page_needs_isolation_headers(page: Served) -> None:
    headers = page.get("/").headers

    assert not [name for name in headers if name.startswith("cross-origin-")]


def test_head_answers_without_content(page: Served) -> None:
    answer = page.ask("HEAD", "/style.css")

    assert (answer.status_code, answer.content) == (200, b"")


def test_files_cannot_be_written(page: Served) -> None:
    answer = page.ask("PUT", "/style.css", content=b"")

    assert (answer.status_code, answer.text) == (405, "Files can only be read.")


# What is not there


def test_a_missing_file_is_explained_with_near_names(page: Served) -> None:
    answer = page.get("/styles.css")

    assert answer.status_code == 404
    assert answer.text.splitlines() == [
        "There is nothing at /styles.css",
        "  where: the app 'hello'",
        "  try:   Did you mean /style.css?",
    ]
    assert page.notes.missing == ["/styles.css"]


def test_a_file_in_another_folder_is_near(page: Served) -> None:
    assert "Did you mean /images/cat.svg?" in page.get("/cat.svg").text


def test_a_person_sees_a_page_that_waits_for_the_file(page: Served) -> None:
    answer = page.get("/<b>.png", headers=HTML)

    assert answer.status_code == 404
    assert "<h1>There is nothing at /%3Cb%3E.png</h1>" in answer.text
    assert "The app holds the files of its own folder, but no hidden ones." in answer.text
    assert "/_pagelet/reload.js" in answer.text


def test_a_program_serves_only_what_belongs_to_it(program: Served) -> None:
    answer = program.get("/unrelated.txt")

    assert answer.status_code == 404
    assert answer.text.splitlines()[2] == (
        "  try:   Check the spelling, upper and lower case too. "
        "A program's app holds the files that the program imports or names."
    )


@pytest.mark.parametrize(
    ("address", "status"), [("/favicon.ico", 204), ("/.well-known/x", 404), ("/a.js.map", 404)]
)
def test_what_browsers_ask_on_their_own_is_no_news(page: Served, address: str, status: int) -> None:
    assert page.get(address).status_code == status
    assert page.notes.missing == []


# What is broken


def test_a_page_that_is_not_utf8_becomes_its_error(project: Project) -> None:
    served = Served(project("not-utf8") / "page.html")

    answer = served.get("/")

    assert answer.status_code == 500
    assert "<h1>The file &#x27;page.html&#x27; is not UTF-8 text.</h1>" in answer.text
    assert "<dd>page.html, line 2, column 11 (byte 0xe9)</dd>" in answer.text
    assert "It looks like Windows-1252." in answer.text
    assert "/_pagelet/reload.js" in answer.text


def test_another_page_or_module_that_is_not_utf8_is_explained(
    page: Served, project: Project
) -> None:
    broken = project("not-utf8")
    for name in ("page.html", "program.py"):
        (broken / name).rename(page.live.app.root / name)

    other_page = page.get("/page.html")
    module = page.get("/program.py")

    assert other_page.status_code == module.status_code == 500
    assert "The file &#x27;page.html&#x27; is not UTF-8 text." in other_page.text
    assert module.text.startswith("The file 'program.py' is not UTF-8 text.\n  where: program.py")
    assert [error.what for error in page.notes.errors] == [
        "The file 'page.html' is not UTF-8 text.",
        "The file 'program.py' is not UTF-8 text.",
    ]


def test_a_broken_configuration_becomes_the_page_until_it_is_mended(project: Project) -> None:
    path = project("broken-toml")
    served = Served(path)

    broken = served.get("/")
    (path / "pagelet.toml").write_text('name = "Quoted"')
    served.live.reopen()
    mended = served.get("/")

    assert broken.status_code == 500
    assert "<h1>pagelet.toml is not valid TOML: Invalid value.</h1>" in broken.text
    assert "<dd>pagelet.toml, line 2, column 8</dd>" in broken.text
    assert (mended.status_code, served.live.errors) == (200, ())


def test_a_deleted_entry_becomes_an_error_until_it_is_back(folder: Served) -> None:
    index = folder.live.app.entry
    content = index.read_bytes()

    index.unlink()
    (folder.live.app.root / "main.py").unlink()
    folder.live.reopen()
    broken = folder.get("/")
    index.write_bytes(content)
    folder.live.reopen()

    assert broken.status_code == 500
    assert "holds no page and no program." in broken.text
    assert folder.get("/").status_code == 200


def test_a_page_that_vanishes_before_it_is_noticed_is_missing(page: Served) -> None:
    page.live.app.entry.unlink()

    assert page.get("/").status_code == 404


# Who may ask


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8000", "localhost:5", "LOCALHOST", "[::1]", "[::1]:8000"]
)
def test_this_machine_is_answered(page: Served, host: str) -> None:
    assert page.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["", "example.org", "example.org:8000", "127.0.0.1.example.org", "127.0.0.1:x", "[::2]", "::1"],
)
def test_other_names_are_refused(page: Served, host: str) -> None:
    answer = page.get("/", headers={"host": host})

    assert answer.status_code == 421
    assert answer.text.splitlines() == [
        "This server answers only as 127.0.0.1 or localhost.",
        "Open the address that `pagelet run` printed.",
    ]


# What pages report

OWN = {"origin": ORIGIN}
REPORT = b'{"kind": "python", "title": "NameError", "text": "line 1"}'


def test_a_report_reaches_the_terminal(page: Served) -> None:
    answer = page.ask("POST", "/_pagelet/report", content=REPORT, headers=OWN)

    assert answer.status_code == 204
    assert page.notes.reports == [Report("python", "NameError", "line 1")]


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "null"}, {"origin": "http://example.org"}, {"origin": "http://127.0.0.1"}],
)
def test_only_own_pages_report(page: Served, headers: dict[str, str]) -> None:
    answer = page.ask("POST", "/_pagelet/report", content=REPORT, headers=headers)

    assert (answer.status_code, answer.text) == (403, "Only the app's own pages may report.")
    assert page.notes.reports == []


def test_a_report_is_not_endless(page: Served) -> None:
    answer = page.ask("POST", "/_pagelet/report", content=b" " * (LARGEST_REPORT + 1), headers=OWN)

    assert (answer.status_code, answer.text) == (413, "A report has at most 64000 bytes.")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"\xff", b'{"kind": 1, "title": "", "text": ""}']
)
def test_a_report_has_its_form(page: Served, body: bytes) -> None:
    answer = page.ask("POST", "/_pagelet/report", content=body, headers=OWN)

    assert answer.status_code == 400
    assert answer.text == "A report is JSON with the texts kind, title and text."


def test_reports_are_posted(page: Served) -> None:
    assert page.get("/_pagelet/report").status_code == 405


def test_the_reload_client_is_a_script(page: Served) -> None:
    answer = page.get("/_pagelet/reload.js?seen=1")

    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "EventSource" in answer.text


def test_an_app_cannot_stand_in_for_the_server(page: Served) -> None:
    (page.live.app.root / "_pagelet").mkdir()
    (page.live.app.root / "_pagelet/reload.js").write_text("mine")

    assert "EventSource" in page.get("/_pagelet/reload.js").text


def test_a_name_with_other_characters_is_found(page: Served) -> None:
    Path(page.live.app.root / "Käse & Brot 100%.txt").write_text("gut")

    assert page.get("/K%C3%A4se%20&%20Brot%20100%25.txt").text == "gut"
