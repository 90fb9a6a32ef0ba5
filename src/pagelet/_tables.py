"""Tables of data as HTML tables that can be read by everybody.

DataFrames and Series of pandas and polars are recognised by the names of their classes: importing
those packages only to find out would cost seconds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pagelet._host.contract import Node
from pagelet._nodes import make

# As pandas does: what is longer than this is cut down to a few rows at both ends.
MOST_ROWS, ROWS_AT_EACH_END = 60, 5
MOST_COLUMNS, COLUMNS_AT_EACH_END = 20, 10
DECIMALS = 6


@dataclass(frozen=True)
class Table:
    """What is shown of a table: all of it, or both ends. A gap is a position and a number."""

    rows: int
    columns: int
    names: Sequence[object]
    is_number: Sequence[bool]
    label_names: Sequence[object]
    labels: Sequence[object]
    cells: Sequence[Sequence[object]]
    row_gap: tuple[int, int] | None = None
    column_gap: tuple[int, int] | None = None


def table_node(value: Any) -> Node | None:
    """Return `value` as a table, or None if it is not a DataFrame or Series."""
    for kind in type(value).__mro__:
        read = READERS.get((kind.__module__.partition(".")[0], kind.__name__))
        if read is not None:
            return _region(read(value))
    return None


def _pandas_frame(frame: Any) -> Table:
    rows, columns = frame.shape
    shown_rows, row_gap = _shown(rows, MOST_ROWS, ROWS_AT_EACH_END)
    shown_columns, column_gap = _shown(columns, MOST_COLUMNS, COLUMNS_AT_EACH_END)
    part = frame.iloc[shown_rows, shown_columns]
    return Table(
        rows,
        columns,
        names=list(part.columns),
        is_number=[getattr(kind, "kind", "O") in "iufc" for kind in part.dtypes],
        label_names=list(part.index.names),
        labels=list(part.index),
        cells=list(part.itertuples(index=False, name=None)),
        row_gap=row_gap,
        column_gap=column_gap,
    )


def _pandas_series(series: Any) -> Table:
    return _pandas_frame(series.to_frame("value" if series.name is None else series.name))


def _polars_frame(frame: Any) -> Table:
    rows, columns = frame.shape
    shown_rows, row_gap = _shown(rows, MOST_ROWS, ROWS_AT_EACH_END)
    shown_columns, column_gap = _shown(columns, MOST_COLUMNS, COLUMNS_AT_EACH_END)
    part = frame[shown_rows, shown_columns]
    return Table(
        rows,
        columns,
        names=part.columns,
        is_number=[kind.is_numeric() for kind in part.dtypes],
        label_names=[],
        labels=[()] * len(shown_rows),
        cells=part.rows(),
        row_gap=row_gap,
        column_gap=column_gap,
    )


def _polars_series(series: Any) -> Table:
    return _polars_frame(series.to_frame(series.name or "value"))


READERS: dict[tuple[str, str], Callable[[Any], Table]] = {
    ("pandas", "DataFrame"): _pandas_frame,
    ("pandas", "Series"): _pandas_series,
    ("polars", "DataFrame"): _polars_frame,
    ("polars", "Series"): _polars_series,
}


def _shown(size: int, most: int, at_each_end: int) -> tuple[list[int], tuple[int, int] | None]:
    """Return the positions that are shown, and where how many are left out."""
    if size <= most:
        return list(range(size)), None
    ends = [*range(at_each_end), *range(size - at_each_end, size)]
    return ends, (at_each_end, size - len(ends))


def _region(table: Table) -> Node:
    caption = f"{_many(table.rows, 'row')} × {_many(table.columns, 'column')}"
    body = make("tbody")
    for position, cells in enumerate(table.cells):
        if table.row_gap and position == table.row_gap[0]:
            body.append(_gap_row(table))
        body.append(_row(table, cells, table.labels[position]))
    node = make("table", make("caption", caption), _head(table), body, class_="pagelet-table")
    # Wide tables scroll; only what can have the focus can be scrolled with the keyboard.
    return make(
        *("div", node),
        class_="pagelet-table-region",
        role="region",
        tabindex=0,
        aria_label=f"Table, {caption}",
    )


def _head(table: Table) -> Node:
    row = make("tr")
    for name in table.label_names:
        row.append(make("td") if name is None else make("th", _text(name), scope="col"))
    for position, name in enumerate(table.names):
        if table.column_gap and position == table.column_gap[0]:
            row.append(make("th", f"... {table.column_gap[1]} more ...", scope="col"))
        number = "pagelet-number" if table.is_number[position] else None
        row.append(make("th", " · ".join(map(_text, _parts(name))), scope="col", class_=number))
    return make("thead", row)


def _row(table: Table, cells: Sequence[object], label: object) -> Node:
    row = make("tr", *(make("th", _text(part), scope="row") for part in _parts(label)))
    for position, cell in enumerate(cells):
        if table.column_gap and position == table.column_gap[0]:
            row.append(make("td", "..."))
        number = "pagelet-number" if table.is_number[position] else None
        row.append(make("td", _text(cell), class_=number))
    return row


def _gap_row(table: Table) -> Node:
    left_out = table.row_gap[1] if table.row_gap else 0
    width = len(table.label_names) + len(table.names) + bool(table.column_gap)
    return make("tr", make("td", f"... {_many(left_out, 'more row')} ...", colspan=width))


def _parts(label: object) -> tuple[object, ...]:
    """Return the parts of a label: one with several levels is a tuple."""
    return label if isinstance(label, tuple) else (label,)


def _text(cell: object) -> str:
    if not isinstance(cell, float):
        return str(cell)
    if cell != cell:
        return "NaN"
    is_plain = cell == 0 or 10**-DECIMALS * 100 <= abs(cell) < 10**15
    return str(round(float(cell), DECIMALS)) if is_plain else f"{cell:.{DECIMALS}g}"


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")
