"""Every error that Pagelet raises on purpose."""


class PageletError(Exception):
    """Base of our errors: what happened, where, and what to do.

    `hint` is a required keyword, so a raise without advice fails the type check.
    """

    def __init__(self, what: str, *, where: str, hint: str) -> None:
        self.what, self.where, self.hint = what, where, hint
        super().__init__(f"{what}\n  where: {where}\n  try:   {hint}")


class NoMatchError(PageletError):
    """Nothing on the page matches what was looked for."""


class ManyMatchesError(PageletError):
    """More than one element matches where exactly one was asked for."""


class ConfigError(PageletError):
    """The page's configuration cannot be read or contradicts itself."""


class TagError(PageletError):
    """A tag cannot run as it is written."""


class DownloadError(PageletError):
    """A file or package could not be fetched."""


class CannotWaitError(PageletError):
    """Python was asked to wait in a place where the browser cannot let it."""


class AlarmClock(BaseException):
    """An alarm for which the program has no handler: nothing in it takes that, and it ends."""

    what = "Alarm clock: the program's time was up, and it has no function that takes the alarm."
    hint = (
        "Write one, such as def ring(number, frame): raise TimeoutError, and name it before the "
        "alarm is set: signal.signal(signal.SIGALRM, ring). signal.alarm(0) cancels an alarm."
    )
