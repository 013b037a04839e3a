"""The office's categories: a tree per list and year."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from members.places.models import Region
from portal.permits import demand
from portal.refusals import Refusal
from projects.listings.models import Category

CHANGEABLE = ("name", "sort", "parent")


def add_category(
    *,
    region: Region,
    kind: str,
    year: int,
    name: str,
    by: Any,
    parent: Category | None = None,
    sort: int = 100,
) -> Category:
    """Raises ValidationError by field; Forbidden; Refusal category_exists, parent_gone."""
    category = Category(region=region, list=kind, year=year, name=name.strip(), parent=parent, sort=sort)
    demand(by, "categories.manage", category)
    return _save(category, force_insert=True)


def change_category(category: Category, *, by: Any, **fields: Any) -> Category:
    """Rename, sort or hang under another.

    Raises ValidationError; Forbidden; Refusal category_exists, parent_gone.
    """
    demand(by, "categories.manage", category)
    for name in CHANGEABLE:
        if name in fields:
            setattr(category, name, fields[name])
    return _save(category)


def remove_category(category: Category, *, by: Any) -> None:
    """Delete one that nothing hangs on. Raises Forbidden; Refusal category_in_use."""
    demand(by, "categories.manage", category)
    try:
        category.delete()
    except ProtectedError as error:
        raise Refusal("category_in_use", f"“{category}”下还有清单项或子类别，不能删除。可以改名。") from error


def copy_categories(*, region: Region, kind: str, year: int, by: Any) -> int:
    """Take last year's tree over into `year`; what is there already stays. Gives how many were added.

    Raises Forbidden; Refusal nothing_to_copy.
    """
    demand(by, "categories.manage", Category(region=region))
    earlier = list(Category.objects.filter(region=region, list=kind, year=year - 1))
    if not earlier:
        raise Refusal("nothing_to_copy", f"{year - 1} 年度没有类别可沿用，请直接添加。")
    with transaction.atomic():
        return _copy_below(None, None, earlier, year)


def _copy_below(old: Category | None, new: Category | None, earlier: list[Category], year: int) -> int:
    added = 0
    for category in [each for each in earlier if each.parent_id == (old.pk if old else None)]:
        twin, created = Category.objects.get_or_create(
            region_id=category.region_id,
            list=category.list,
            year=year,
            parent=new,
            name=category.name,
            defaults={"sort": category.sort},
        )
        added += created + _copy_below(category, twin, earlier, year)
    return added


def _save(category: Category, *, force_insert: bool = False) -> Category:
    category.clean_fields()
    category.clean()
    try:
        with transaction.atomic():
            category.save(force_insert=force_insert)
    except IntegrityError as error:
        raise _refusal_of(error, category) from error
    return category


def _refusal_of(error: IntegrityError, category: Category) -> Refusal:
    """The sentence for what the database held; any other error comes back as it is."""
    if "category_once" in str(error):
        return Refusal("category_exists", f"已有同名类别“{category}”，请换一个名称。")
    if category.parent_id is not None and not Category.objects.filter(pk=category.parent_id).exists():
        return Refusal("parent_gone", "上级类别刚被删除，请刷新页面，另选上级类别后再保存。")
    raise error
