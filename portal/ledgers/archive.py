"""The file as bytes: is it an .xlsx at all, and can it be unpacked without harm.

What passed is packed again, uncompressed, so that the reader behind sees exactly the bytes that were
checked: sizes that lie and entries that two unzippers understand differently end here.
"""

import io
import os
import zipfile
import zlib
from typing import BinaryIO

from portal.ledgers.problems import LedgerError

Source = bytes | str | os.PathLike[str] | BinaryIO

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 50 * 1024 * 1024
MAX_RATIO = 100
MAX_ENTRIES = 1000
SMALL_ENTRY_BYTES = 1024 * 1024
"""Below this an entry may shrink as much as it likes: it can do no harm."""

SAVE_AS = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后再上传"

_ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="xl/workbook.xml"/></Relationships>'
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = b"PK\x01\x02"
_KNOWN_STARTS = (
    (b"%PDF", "PDF 文件"),
    (b"{\\rtf", "RTF 文档"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "gz 压缩包"),
)


def load(source: Source) -> bytes:
    """The bytes of a path, an open binary file or bytes; never more than the limit is read."""
    if isinstance(source, bytes):
        raw = source
    elif isinstance(source, (str, os.PathLike)):
        with open(source, "rb") as file:
            raw = file.read(MAX_FILE_BYTES + 1)
    else:
        source.seek(0)
        raw = source.read(MAX_FILE_BYTES + 1)
    if len(raw) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1024 // 1024
        raise LedgerError("too_large", f"文件超过 {limit} MB。请删去里面的图片和无关的工作表后再上传。")
    return raw


def check_kind(source: Source) -> None:
    """Refuse at once what is plainly no workbook; whatever takes time to find is left to who reads it."""
    _check_kind(load(source))


def unpack(raw: bytes) -> dict[str, bytes]:
    """The parts of the workbook that are needed to read it, by name. Raises LedgerError for anything else."""
    _check_kind(raw)
    if raw.count(_ENTRY) > MAX_ENTRIES:
        raise LedgerError("too_large", f"文件里的部件超过 {MAX_ENTRIES} 个，不像一份台账。{SAVE_AS}。")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            _check_sizes(entries)
            _check_content([entry.filename for entry in entries])
            needed = [entry for entry in entries if _is_needed(entry.filename)]
            return {entry.filename: _content(archive, entry) for entry in needed}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise LedgerError("damaged", f"文件已损坏，打不开。{SAVE_AS}，或向原填报人重新要一份。") from error
    except RuntimeError as error:  # what zipfile raises for an entry with a password
        raise LedgerError("encrypted", "文件加了密码。请在 Excel 里取消密码、保存后再上传。") from error


def pack(parts: dict[str, bytes]) -> io.BytesIO:
    """The checked parts as an archive without compression, with `xl/workbook.xml` as its root."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("_rels/.rels", _ROOT)
        for name, content in parts.items():
            archive.writestr(name, content)
    buffer.seek(0)
    return buffer


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Asked for by its length: `archive.read` would unpack all there is before it looks at the length."""
    with archive.open(entry) as file:
        return file.read(entry.file_size + 1)


def _check_kind(raw: bytes) -> None:
    if raw.startswith(b"PK"):
        return
    if not raw.strip():
        raise LedgerError("empty", "文件是空的。请确认选对了文件，再上传一次。")
    if raw.startswith(_OLE):
        raise _ole_error(raw)
    for start, name in _KNOWN_STARTS:
        if raw.startswith(start):
            raise LedgerError("not_xlsx", f"这是一个{name}，不是 Excel 工作簿。请上传 .xlsx 格式的台账。")
    raise LedgerError("not_xlsx", f"这是{_text_kind(raw)}，只是改了扩展名。{SAVE_AS}。")


def _ole_error(raw: bytes) -> LedgerError:
    if "EncryptedPackage".encode("utf-16-le") in raw:
        return LedgerError("encrypted", "文件加了密码。请在 Excel 里取消密码、保存后再上传。")
    return LedgerError("old_format", f"这是旧版格式（.xls、.et 或 .doc）。{SAVE_AS}。")


def _text_kind(raw: bytes) -> str:
    head = raw[:4096].replace(b"\0", b"").lower()
    if b"<html" in head or b"<table" in head:
        return "网页文件"
    if b"<?xml" in head:
        return " XML 文件"
    return "文本文件（如 CSV）" if b"\0" not in raw[:4096] else "其他类型的文件"


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        limit = MAX_UNPACKED_BYTES // 1024 // 1024
        raise LedgerError("too_large", f"文件解压后超过 {limit} MB。请删去图片和无关的工作表，分成几份上传。")
    for entry in entries:
        if entry.file_size > max(SMALL_ENTRY_BYTES, MAX_RATIO * entry.compress_size):
            raise LedgerError(
                "too_large", "文件压缩比异常，为安全起见没有打开。请把表格内容复制到新的工作簿后再上传。"
            )
    if len({entry.filename for entry in entries}) < len(entries):
        raise LedgerError("damaged", f"文件结构不正常（部件重名）。{SAVE_AS}。")


def _check_content(names: list[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    if any(name.startswith("word/") for name in names):
        raise LedgerError("not_xlsx", "这是 Word 文档。请把里面的表格复制到 Excel，存为 .xlsx 后再上传。")
    if any(name.startswith("ppt/") for name in names):
        raise LedgerError("not_xlsx", "这是演示文稿，不是 Excel 工作簿。请上传 .xlsx 格式的台账。")
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise LedgerError("old_format", f"这是 .xlsb 或 .ods 格式。{SAVE_AS}。")
    raise LedgerError("not_xlsx", "这是一个压缩包，不是 Excel 工作簿。请先解压，再上传里面的 .xlsx 文件。")


def _is_needed(name: str) -> bool:
    name = name.lower()
    folders = ("xl/worksheets/", "xl/_rels/")
    files = ("xl/workbook.xml", "xl/sharedstrings.xml", "xl/styles.xml", "[content_types].xml")
    return name in files or (name.startswith(folders) and name.endswith((".xml", ".rels")))
