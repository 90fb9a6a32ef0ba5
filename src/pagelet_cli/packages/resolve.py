"""Which versions of packages fit together in a page.

pip's own resolver (`pip install --dry-run --report --platform ...`) cannot be used: whatever
platform it is told, it weighs the markers of requirements (`; sys_platform == "emscripten"`) by the
machine that it runs on. So the rules come from the libraries that pip is made of: `packaging` for
versions, markers and tags, `resolvelib` for the search.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, TypeAlias

from packaging.requirements import Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import NormalizedName, canonicalize_name
from packaging.version import Version
from resolvelib import AbstractProvider, BaseReporter, Resolver
from resolvelib.resolvers import ResolutionImpossible, ResolutionTooDeep

from pagelet.errors import PageletError
from pagelet_cli.errors import PackageError
from pagelet_cli.packages import target, wheels
from pagelet_cli.packages.network import Network
from pagelet_cli.packages.sources import Source
from pagelet_cli.packages.wheels import Wheel

MOST_ROUNDS = 20_000
# So many versions of a package are tried when what the newest needs cannot run in a page.
MOST_OLDER = 20

_MARK = {
    "win": "Windows",
    "macosx": "macOS",
    "manylinux": "Linux",
    "musllinux": "Linux",
    "linux": "Linux",
    "ios": "iOS",
    "android": "Android",
    "pyodide": "other versions of Python in the browser",
    "pyemscripten": "other versions of Python in the browser",
    "emscripten": "other versions of Python in the browser",
}


@dataclass(frozen=True)
class Ask:
    """A requirement, and who asks."""

    requirement: Requirement
    where: str

    @property
    def name(self) -> NormalizedName:
        """The package's name as names are compared."""
        return canonicalize_name(self.requirement.name)


@dataclass(frozen=True)
class Choice:
    """A wheel that was chosen, and the packages that it needs in a page."""

    wheel: Wheel
    needs: tuple[NormalizedName, ...]


@dataclass(frozen=True)
class _Candidate:
    """A wheel that may be chosen, with some of its extras."""

    wheel: Wheel
    extra: str | None = None

    @property
    def key(self) -> "_Key":
        return (self.wheel.name, self.extra)


_Key: TypeAlias = tuple[NormalizedName, str | None]


def resolve(
    asks: Sequence[Ask],
    sources: Sequence[Source],
    network: Network,
    *,
    constraints: Sequence[Ask] = (),
    overrides: Sequence[Ask] = (),
    preferred: Mapping[NormalizedName, Wheel] | None = None,
    known_names: Iterable[str] = (),
    on_step: Callable[[str], object] = lambda _: None,
) -> list[Choice]:
    """Return the wheels that `asks` come to, sorted by name.

    Of two sources the first that has something that fits is taken, of its versions the newest; but
    first of all what is `preferred`. `constraints` bring no package, but
    hold for one that is needed; `overrides` stand in the place of what anyone asks for of it.

    Raises:
        PackageError: a package cannot be had, or two do not go together.
    """
    rules = _Rules(_by_name(constraints), _by_name(overrides))
    search = _Search(sources, network, preferred or {}, set(known_names), on_step, rules)
    roots: list[_Need] = []
    for ask in asks:
        if target.holds(ask.requirement.marker):
            roots += rules.needs_of(ask)
    resolver: Resolver[_Need, _Candidate, _Key] = Resolver(search, BaseReporter())
    try:
        result = resolver.resolve(roots, max_rounds=MOST_ROUNDS)
    except ResolutionImpossible as error:
        raise search.why_not(error.causes) from error
    except ResolutionTooDeep as error:
        raise PackageError(
            "The packages' versions could not be made to fit together in a reasonable time.",
            where=", ".join(str(ask.requirement) for ask in asks),
            hint="Name versions for some of them, such as 'pandas>=3'.",
        ) from error
    chosen: dict[NormalizedName, Wheel] = {}
    needs: dict[NormalizedName, set[NormalizedName]] = {}
    for (name, _), candidate in result.mapping.items():
        chosen[name] = candidate.wheel
        found = needs.setdefault(name, set())
        found.update(need.name for need in search.get_dependencies(candidate))
        found.discard(name)
    return [Choice(chosen[name], tuple(sorted(needs[name]))) for name in sorted(chosen)]


@dataclass(frozen=True)
class _Need:
    """A requirement for one of a package's extras, or for the package itself."""

    name: NormalizedName
    extra: str | None
    specifier: SpecifierSet
    where: str
    text: str

    @property
    def key(self) -> _Key:
        return (self.name, self.extra)


def _needs_of(ask: Ask) -> list[_Need]:
    extras: list[str | None] = [None, *sorted(map(canonicalize_name, ask.requirement.extras))]
    specifier = ask.requirement.specifier
    text = f"{ask.requirement.name}{specifier}"
    return [_Need(ask.name, extra, specifier, ask.where, text) for extra in extras]


def _by_name(asks: Sequence[Ask]) -> dict[NormalizedName, list[Ask]]:
    found: dict[NormalizedName, list[Ask]] = {}
    for ask in asks:
        if target.holds(ask.requirement.marker):
            found.setdefault(ask.name, []).append(ask)
    return found


@dataclass(frozen=True)
class _Rules:
    """What the app says about packages, whoever asks for them."""

    constraints: Mapping[NormalizedName, Sequence[Ask]]
    overrides: Mapping[NormalizedName, Sequence[Ask]]

    def needs_of(self, ask: Ask) -> list[_Need]:
        """Return what `ask` comes to under these rules."""
        needs = _needs_of(ask)
        if instead := self.overrides.get(ask.name):
            extras = [need.extra for need in needs if need.extra is not None]
            needs = [need for each in instead for need in _needs_of(each)]
            first = needs[0]
            needs += [replace(first, extra=extra) for extra in extras]
        for each in self.constraints.get(ask.name, ()):
            needs.append(_needs_of(each)[0])
        return needs


class _Search(AbstractProvider[_Need, _Candidate, _Key]):
    """Tells the search which wheels there are, and what they need."""

    def __init__(
        self,
        sources: Sequence[Source],
        network: Network,
        preferred: Mapping[NormalizedName, Wheel],
        known_names: set[str],
        on_step: Callable[[str], object],
        rules: _Rules,
    ) -> None:
        self._sources = sources
        self._network = network
        self._preferred = preferred
        self._known_names = known_names
        self._on_step = on_step
        self._rules = rules
        self._metadata: dict[Wheel, str] = {}
        self._dependencies: dict[_Candidate, list[_Need]] = {}
        # What cannot be had at all, and why.
        self._missing: dict[NormalizedName, PackageError] = {}
        self._tried: dict[NormalizedName, set[Version]] = {}

    def identify(self, requirement_or_candidate: _Need | _Candidate) -> _Key:
        """Return what a requirement is about."""
        return requirement_or_candidate.key

    def get_preference(
        self,
        identifier: _Key,
        resolutions: Mapping[_Key, _Candidate],
        candidates: Mapping[_Key, Iterator[_Candidate]],
        information: Mapping[_Key, Iterator[Any]],
        backtrack_causes: Sequence[Any],
    ) -> Any:
        """Return what sorts the requirements: those that leave the least choice come first."""
        asked = [each.requirement for each in information[identifier]]
        operators = [spec.operator for need in asked for spec in need.specifier]
        is_cause = any(
            identifier == cause.requirement.key
            or (cause.parent is not None and identifier == cause.parent.key)
            for cause in backtrack_causes
        )
        return (
            not any(operator in ("==", "===") for operator in operators),
            not is_cause,
            not operators,
            identifier[0],
            identifier[1] or "",
        )

    def find_matches(
        self,
        identifier: _Key,
        requirements: Mapping[_Key, Iterator[_Need]],
        incompatibilities: Mapping[_Key, Iterator[_Candidate]],
    ) -> Callable[[], Iterator[_Candidate]]:
        """Return the wheels that fit all requirements, best first; sources are asked late."""
        name, extra = identifier
        specifiers = [need.specifier for need in requirements[identifier]]
        excluded = {candidate.wheel for candidate in incompatibilities[identifier]}

        def matches() -> Iterator[_Candidate]:
            for wheel in self._matching(name, specifiers):
                if wheel not in excluded:
                    yield _Candidate(wheel, extra)

        return matches

    def _matching(
        self, name: NormalizedName, specifiers: Sequence[SpecifierSet]
    ) -> Iterator[Wheel]:
        liked = self._preferred.get(name)
        if liked and all(spec.contains(liked.version, prereleases=True) for spec in specifiers):
            yield liked
        wants_early = any(spec.prereleases for spec in specifiers)
        early: list[Wheel] = []
        has_any = has_stable = False
        for source in self._sources:
            self._on_step(name)
            found = sorted(source.find(name).wheels, key=_order, reverse=True)
            has_any = has_any or bool(found)
            for wheel in found:
                if not all(spec.contains(wheel.version, prereleases=True) for spec in specifiers):
                    continue
                if wheel.is_yanked and not _pins(specifiers, wheel.version):
                    continue
                if wheel.version.is_prerelease and not wants_early:
                    early.append(wheel)
                    continue
                has_stable = True
                yield wheel
        if not has_stable:
            yield from early
        if not has_any and name not in self._missing:
            self._missing[name] = self._cannot_be_had(name)

    def is_satisfied_by(self, requirement: _Need, candidate: _Candidate) -> bool:
        """Return whether a wheel fits a requirement."""
        return requirement.specifier.contains(candidate.wheel.version, prereleases=True)

    def get_dependencies(self, candidate: _Candidate) -> list[_Need]:
        """Return what a wheel, or one of its extras, needs in a page."""
        if candidate not in self._dependencies:
            self._dependencies[candidate] = self._needed_by(candidate)
        return self._dependencies[candidate]

    def _needed_by(self, candidate: _Candidate) -> list[_Need]:
        wheel, extra = candidate.wheel, candidate.extra
        who = f"{wheel.name} {wheel.version}"
        self._give_up_in_time(wheel)
        needs: list[_Need] = []
        if extra is not None:
            same = SpecifierSet(f"=={wheel.version}")
            needs.append(_Need(wheel.name, None, same, who, f"{wheel.name}{same}"))
        for requirement in self._requirements(wheel):
            if extra is None:
                counts = target.holds(requirement.marker)
            else:
                counts = target.holds(requirement.marker, frozenset({extra})) and not target.holds(
                    requirement.marker
                )
            if counts:
                needs += self._rules.needs_of(Ask(requirement, who))
        for need in needs:
            self._prefetch(need.name)
        return needs

    def _requirements(self, wheel: Wheel) -> list[Requirement]:
        if wheel.requires is not None:
            return [Requirement(text) for text in wheel.requires]
        metadata = self._metadata_of(wheel)
        wanted = wheels.required_python(metadata)
        if wanted and not wheel.requires_python and not _is_python_for(wanted):
            raise PackageError(
                f"{wheel.file} is for Python {wanted}; the page has {target.PYTHON}.",
                where=wheel.place,
                hint="Get another version of it.",
            )
        return wheels.requirements(metadata)

    def _metadata_of(self, wheel: Wheel) -> str:
        if wheel not in self._metadata:
            self._on_step(f"{wheel.name} {wheel.version}")
            text = None
            if wheel.metadata and wheel.sha256:
                text = self._network.text(wheel.metadata, self._network.metadata_path(wheel.sha256))
            if text is None:
                text = wheels.contents(self._network.wheel(wheel)).metadata
            self._metadata[wheel] = text
        return self._metadata[wheel]

    def _prefetch(self, name: NormalizedName) -> None:
        """Let slow sources begin, unless a quicker one before them has it."""
        if name in self._preferred:
            return
        for source in self._sources:
            source.prefetch(name)
            if not source.is_slow and source.find(name).wheels:
                return

    def _give_up_in_time(self, wheel: Wheel) -> None:
        """Raise the reason why the newest version of a package does not do, after some older."""
        tried = self._tried.setdefault(wheel.name, set())
        tried.add(wheel.version)
        if len(tried) > MOST_OLDER and self._missing:
            raise next(iter(self._missing.values()))

    def why_not(self, causes: Collection[Any]) -> PageletError:
        """Return the error that tells why there is no solution."""
        for cause in causes:
            if cause.requirement.name in self._missing:
                return self._with_asker(self._missing[cause.requirement.name], causes)
        if self._missing:
            return next(iter(self._missing.values()))
        needs = [cause.requirement for cause in causes]
        name = needs[0].name
        if len({need.text for need in needs}) == 1:
            return self._no_version(needs[0])
        return PackageError(
            f"The versions of {name} that are asked for exclude each other.",
            where="\n         ".join(f"{need.where} asks for {need.text}" for need in needs),
            hint="Change one of these, or leave the version out and let Pagelet choose.",
        )

    def _no_version(self, need: _Need) -> PackageError:
        versions = sorted(
            {wheel.version for source in self._sources for wheel in source.find(need.name).wheels}
        )
        shown = ", ".join(map(str, versions[-5:]))
        return PackageError(
            f"No version of {need.name} that runs in a page is {need.specifier}.",
            where=f"{need.where} asks for {need.text}",
            hint=f"There are {'…, ' if len(versions) > 5 else ''}{shown}. Take one of them.",
        )

    def _with_asker(self, error: PackageError, causes: Collection[Any]) -> PackageError:
        askers = dict.fromkeys(
            f"{cause.requirement.where} asks for {cause.requirement.text}" for cause in causes
        )
        return PackageError(error.what, where="\n         ".join(askers), hint=error.hint)

    def _cannot_be_had(self, name: NormalizedName) -> PackageError:
        others = [file for source in self._sources for file in source.find(name).others]
        looked = ", ".join(source.name for source in self._sources) or "nowhere: no source is given"
        if not others:
            return PackageError(
                f"There is no package '{name}'.", where=f"looked in {looked}", hint=self._near(name)
            )
        return PackageError(
            f"{name} has no wheel for the page: {_why(others)}.",
            where=f"looked in {looked}",
            hint=f"Look for a wheel of {name} that ends in '-none-any.whl' or "
            f"'{target.PLATFORMS[0]}.whl' and name its folder with --find-links; or do without it.",
        )

    def _near(self, name: NormalizedName) -> str:
        """Return what to do about a name that no source has."""
        if name in self._known_names:
            return (
                "Look elsewhere for it: leave out --no-index, or name a folder that has its wheel "
                "with --find-links."
            )
        near = get_close_matches(name, self._known_names, n=1, cutoff=0.75)
        return f"Did you mean '{near[0]}'?" if near else "Check the spelling of its name."


def _order(wheel: Wheel) -> tuple[Version, int]:
    rank = wheel.rank()
    return wheel.version, -(len(target.TAGS) if rank is None else rank)


def _pins(specifiers: Sequence[SpecifierSet], version: Version) -> bool:
    return any(
        spec.operator in ("==", "===") and spec.version == str(version)
        for specifier in specifiers
        for spec in specifier
    )


def _is_python_for(wanted: str) -> bool:
    try:
        return target.PYTHON in SpecifierSet(wanted)
    except InvalidSpecifier:
        return True


def _why(files: Sequence[str]) -> str:
    """Say what a package's files are made for."""
    found: dict[str, None] = {}
    for file in files:
        platform = file.removesuffix(".whl").rpartition("-")[2] if file.endswith(".whl") else ""
        for mark, name in _MARK.items():
            if platform.startswith(mark):
                found[name] = None
    if found:
        return f"it is compiled for {', '.join(found)} only"
    if any(file.endswith(".whl") for file in files):
        return "its wheels are for other versions of Python"
    return "it is published as source code only"
