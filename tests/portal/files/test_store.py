import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.auth.models import AbstractBaseUser, Group
from django.db import IntegrityError
from PIL import Image

from portal.files import actions
from portal.files.models import StoredFile
from portal.files.refusals import FileRefused
from tests.portal.files import samples

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize(
    ("content", "kind", "media_type", "name"),
    [
        (samples.photo("JPEG"), "image", "image/jpeg", "现场.jpg"),
        (samples.photo("PNG"), "image", "image/png", "现场.png"),
        (samples.photo("WEBP"), "image", "image/webp", "现场.webp"),
        (samples.PDF, "pdf", "application/pdf", "现场.pdf"),
        (samples.docx(), "docx", WORD, "现场.docx"),
        (samples.xlsx(), "xlsx", EXCEL, "现场.xlsx"),
    ],
)
def test_the_type_is_found_by_content(
    owner: AbstractBaseUser, matter: Group, content: bytes, kind: str, media_type: str, name: str
) -> None:
    file = actions.store_upload(samples.upload(content, "现场.exe"), by=owner, about=matter)
    assert (file.kind, file.media_type, file.original_name) == (kind, media_type, name)
    assert (file.about, file.uploaded_by) == (matter, owner)


def test_the_digest_and_size_are_those_of_the_kept_bytes(owner: AbstractBaseUser, matter: Group) -> None:
    file = actions.store_upload(samples.upload(samples.PDF), by=owner, about=matter)
    kept = file.on_disk.read_bytes()
    assert kept == samples.PDF
    assert (file.sha256, file.size) == (hashlib.sha256(kept).hexdigest(), len(kept))


def test_equal_uploads_share_their_bytes(owner: AbstractBaseUser, matter: Group, media: Path) -> None:
    for name in ("一.pdf", "二.pdf"):
        actions.store_upload(samples.upload(samples.PDF, name), by=owner, about=matter)
    assert StoredFile.objects.count() == 2
    assert len([path for path in media.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize("picture_format", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_turned_upright_and_tells_nothing_else(
    owner: AbstractBaseUser, matter: Group, picture_format: str
) -> None:
    content = samples.photo(picture_format, size=(40, 20))
    assert b"SECRET" in content
    kept = actions.store_upload(samples.upload(content), by=owner, about=matter).on_disk.read_bytes()
    with Image.open(BytesIO(kept)) as image:
        assert (image.size, dict(image.getexif())) == ((20, 40), {})
    assert b"SECRET" not in kept


@pytest.mark.parametrize(
    ("picture_format", "mode", "kept_mode"),
    [("JPEG", "CMYK", "RGB"), ("PNG", "P", "RGBA"), ("PNG", "RGBA", "RGBA"), ("JPEG", "L", "L")],
)
def test_odd_colour_modes_are_kept_or_converted(
    owner: AbstractBaseUser, matter: Group, picture_format: str, mode: str, kept_mode: str
) -> None:
    content = samples.photo(picture_format, mode=mode)
    file = actions.store_upload(samples.upload(content), by=owner, about=matter)
    with Image.open(file.on_disk) as image:
        assert image.mode == kept_mode


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\xff\xd8\xff\xe0" + bytes(10 * 1024 * 1024), "file_too_big"),
        (b"%PDF-1.7" + bytes(20 * 1024 * 1024), "file_too_big"),
        (samples.HEIC, "file_heic"),
        (b"GIF89a" + bytes(100), "file_type"),
        (b"MZ" + bytes(100), "file_type"),
        (b"<html><script>", "file_type"),
        (samples.photo("JPEG")[:300], "file_broken"),
        (samples.png_that_claims(7000, 6000), "image_too_large"),
        (samples.png_that_claims(60000, 60000), "image_too_large"),
        (b"PK\x03\x04" + bytes(100), "file_broken"),
        (samples.package({"a.txt": b"a"}), "file_type"),
        (samples.package({"[Content_Types].xml": b"<Types/>"}), "file_type"),
        (samples.docx({"word/vbaProject.bin": b"macro"}), "file_has_macros"),
        (samples.docx({"word/media/zeros": bytes(51 * 1024 * 1024)}), "file_unpacks_too_big"),
        (samples.docx({"word/media/zeros": bytes(2 * 1024 * 1024)}), "file_unpacks_too_big"),
        (samples.docx({f"word/{n}": b"x" for n in range(1000)}), "file_unpacks_too_big"),
        (samples.package({"[Content_Types].xml": bytes(range(256)) * 4100}), "file_unpacks_too_big"),
    ],
)
def test_what_is_not_evidence_is_refused_and_not_kept(
    owner: AbstractBaseUser, matter: Group, media: Path, content: bytes, code: str
) -> None:
    with pytest.raises(FileRefused) as refused:
        actions.store_upload(samples.upload(content), by=owner, about=matter)
    assert (refused.value.code, refused.value.status) == (code, 400)
    assert "请" in refused.value.sentence
    assert (StoredFile.objects.count(), list(media.iterdir())) == (0, [])


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("活动照片.JPEG", "活动照片.jpg"),
        ("C:\\Users\\me\\照片.jpg", "照片.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("photo\u202egpj.exe", "photogpj.jpg"),
        ("a\r\nSet-Cookie: x.jpg", "aSet-Cookie: x.jpg"),
        ("", "未命名.jpg"),
        ("长" * 300, "长" * 150 + ".jpg"),
    ],
)
def test_the_shown_name_is_harmless(name: str, shown: str) -> None:
    assert actions.shown_name(name, ".jpg") == shown


def kept_with(owner: AbstractBaseUser, matter: Group, **fields: object) -> None:
    file = actions.store_upload(samples.upload(samples.PDF), by=owner, about=matter)
    StoredFile.objects.filter(pk=file.pk).update(**fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"kind": "exe"}, "stored_file_kind_is_known"),
        ({"size": 0}, "stored_file_not_empty"),
        ({"sha256": "x"}, "stored_file_has_a_digest"),
    ],
)
def test_the_database_refuses(
    owner: AbstractBaseUser, matter: Group, fields: dict[str, object], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        kept_with(owner, matter, **fields)
