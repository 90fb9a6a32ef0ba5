"""Type hints, abstract classes and protocols: say what something must be able to do."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import (
    Generic,
    Literal,
    NamedTuple,
    NewType,
    Protocol,
    TypedDict,
    TypeVar,
    get_args,
    get_type_hints,
    overload,
    runtime_checkable,
)

Item = TypeVar("Item")
UserId = NewType("UserId", int)
Mode = Literal["read", "write"]


class Shape(ABC):
    """Every shape has an area; how to find it is its own affair."""

    @property
    @abstractmethod
    def area(self) -> float: ...

    def describe(self) -> str:
        return f"{type(self).__name__.lower()} of {self.area:.2f}"


class Square(Shape):
    def __init__(self, side: float) -> None:
        self.side = side

    @property
    def area(self) -> float:
        return self.side**2


print(Square(1.5).describe())
try:
    Shape()
except TypeError as error:
    print("Shape is abstract:", "area" in str(error))


@runtime_checkable
class Closable(Protocol):
    def close(self) -> None: ...


class Shop:
    def close(self) -> None:
        print("see you tomorrow")


print(isinstance(Shop(), Closable), isinstance(Square(1), Closable))


class Stack(Generic[Item]):
    def __init__(self, items: Iterable[Item] = ()) -> None:
        self._items = list(items)

    def push(self, item: Item) -> "Stack[Item]":
        self._items.append(item)
        return self

    def __iter__(self) -> Iterator[Item]:
        return reversed(self._items)


print(list(Stack[int]([1, 2]).push(3)), Stack[str].__name__)


class Movie(TypedDict):
    title: str
    year: int


class Employee(NamedTuple):
    name: str
    id: UserId = UserId(3)


film: Movie = {"title": "Metropolis", "year": 1927}
print(film, Employee("Guido"), Movie.__required_keys__ == {"title", "year"}, get_args(Mode))


class Squares(Sequence[int]):
    """Two methods are enough; the abstract class brings all the others of a sequence."""

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index):
        if isinstance(index, slice):
            return [number**2 for number in range(*index.indices(5))]
        if not 0 <= index < 5:
            raise IndexError(index)
        return index**2

    def __len__(self) -> int:
        return 5


squares = Squares()
print(list(reversed(squares)), squares.index(9), 7 in squares, squares[1:3], squares.count(4))


def apply(function: Callable[[float], float], table: Mapping[str, float]) -> dict[str, float]:
    return {name: function(value) for name, value in table.items()}


print(apply(lambda euros: euros * 2, {"tea": 2.5}), sorted(get_type_hints(apply)))
print(list[int] == list[int], int | None, isinstance(3, int | str))
