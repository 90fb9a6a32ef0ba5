"""Cameras and microphones."""

from typing import Any

import js

from .ffi import to_js


class Device:
    """A camera, microphone or loudspeaker."""

    def __init__(self, device: Any) -> None:
        self._device_info = device

    @property
    def id(self) -> str:
        """The number that tells it from others."""
        return str(self._device_info.deviceId)

    @property
    def group(self) -> str:
        """The number of the machine that it is a part of."""
        return str(self._device_info.groupId)

    @property
    def kind(self) -> str:
        """What it is: "videoinput", "audioinput" or "audiooutput"."""
        return str(self._device_info.kind)

    @property
    def label(self) -> str:
        """What people call it; "" until the person has allowed its use."""
        return str(self._device_info.label)

    def __getitem__(self, name: str) -> Any:
        if name not in ("id", "group", "kind", "label"):
            raise KeyError(name)
        return getattr(self, name)

    def __repr__(self) -> str:
        return f"<Device {self.kind} {self.label!r}>"

    @classmethod
    async def request_stream(cls, audio: Any = False, video: Any = True) -> Any:
        """Return a stream of JavaScript's, once the person allows it.

        Args:
            audio: whether there is to be sound, or what sound (a dict of constraints).
            video: the same for the picture.
        """
        wanted = {
            name: value
            for name, value in (("audio", audio), ("video", video))
            if isinstance(value, (bool, dict))
        }
        return await js.navigator.mediaDevices.getUserMedia(to_js(wanted))

    @classmethod
    async def load(cls, audio: Any = False, video: Any = True) -> Any:
        """Do the same as `request_stream`; that is its newer name."""
        return await cls.request_stream(audio, video)

    async def get_stream(self) -> Any:
        """Return a stream of JavaScript's from just this device."""
        exact = {"deviceId": {"exact": self.id}}
        if self.kind.startswith("audio"):
            return await self.request_stream(audio=exact, video=False)
        return await self.request_stream(audio=False, video=exact)


async def list_devices() -> list[Device]:
    """Return the devices of this computer that the browser tells of."""
    return [Device(device) for device in await js.navigator.mediaDevices.enumerateDevices()]


__all__ = ["Device", "list_devices"]
