"""What a place is called: the public list names committees (五龙村村委会), people name places (五龙村)."""

from dataclasses import dataclass

VILLAGE_COMMITTEE = "村委会"
RESIDENTS_COMMITTEE = "居委会"
COMMUNITY = "社区"


@dataclass(frozen=True)
class PlaceNames:
    """The name a place goes by, and what else it is called. The name is never among the aliases."""

    name: str
    aliases: tuple[str, ...] = ()


def names_of(public_name: str) -> PlaceNames:
    """The names of a place by what the public list calls it; what is no committee keeps its name.

    五龙村村委会 → 五龙村; 东林居委会 and 东林居民区居委会 → 东林居民区 (东林社区, 东林居委会);
    金安社区居委会 → 金安社区.
    """
    if public_name.endswith(VILLAGE_COMMITTEE):
        return village_names(public_name)
    if public_name.endswith(RESIDENTS_COMMITTEE):
        return residents_names(public_name)
    return PlaceNames(public_name)


def village_names(public_name: str) -> PlaceNames:
    stem = public_name.removesuffix(VILLAGE_COMMITTEE).removesuffix("村")
    aliases = (public_name, f"{stem}村村委会", f"{stem}村委会", f"{stem}村村民委员会")
    return PlaceNames(f"{stem}村", tuple(dict.fromkeys(aliases)))


def residents_names(public_name: str) -> PlaceNames:
    full = public_name.removesuffix(RESIDENTS_COMMITTEE)
    stem = full.removesuffix(COMMUNITY).removesuffix("居民区")
    name = full if full.endswith(COMMUNITY) else f"{stem}居民区"
    called = (
        public_name,
        f"{stem}{RESIDENTS_COMMITTEE}",
        f"{stem}居民区",
        f"{stem}{COMMUNITY}",
        f"{stem}居民委员会",
        f"{stem}{COMMUNITY}{RESIDENTS_COMMITTEE}",
    )
    return PlaceNames(name, tuple(alias for alias in dict.fromkeys(called) if alias != name))


def with_aliases(known: list[str], name: str, more: list[str] | tuple[str, ...]) -> list[str]:
    """The aliases known already, then those that are new; never the name itself."""
    return [alias for alias in dict.fromkeys([*known, *more]) if alias != name]
