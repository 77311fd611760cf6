"""Vendors whose face is not imported before somebody looks at it."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from ats_sandbox.contract.lasting import lasting
from ats_sandbox.contract.vendor import Face, Profile, Vendor


class LazyVendor(Vendor):
    """A vendor of which only the profile is there at first; the first look at anything else puts on its face.

    A process that asks one vendor does not wait for the declarations of the others. What a declaration gets wrong is
    told at that look, as BadDeclaration or TypeError.
    """

    @classmethod
    def of(cls, profile: Profile, face: Callable[[], Face]) -> "LazyVendor":
        """The vendor of a profile; `face` imports the rest, and is called when it is needed."""
        vendor = cls.__new__(cls)
        vars(vendor).update(vars(profile), _whole=lambda: Vendor(**vars(profile), **vars(face())))
        return vendor

    def _put_on(self) -> None:
        with lasting():
            vars(self).update(vars(vars(self)["_whole"]()))


class _Part:
    """A part of a face, looked up where it is not put on yet. Once it is, the instance's own part comes first."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, vendor: LazyVendor, of: type[LazyVendor]) -> Any:
        vendor._put_on()  # noqa: SLF001  # the two are one
        return vars(vendor)[self._name]


for _field in fields(Face):
    setattr(LazyVendor, _field.name, _Part(_field.name))
