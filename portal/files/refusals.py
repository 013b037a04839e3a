"""Why an upload is not taken, in sentences that say what to do."""

from portal.refusals import Refusal


class FileRefused(Refusal):
    """The upload is not stored."""

    status = 400


def too_big(megabytes: int) -> FileRefused:
    return FileRefused("file_too_big", f"文件超过 {megabytes} MB,没有上传:请压缩或拆分后再传。")


def empty() -> FileRefused:
    return FileRefused("file_empty", "文件是空的,没有上传:请重新选择文件。")


def heic() -> FileRefused:
    return FileRefused(
        "file_heic",
        "这是 HEIC 格式的照片,多数电脑打不开,没有上传:请在手机里另存为 JPG,"
        "或在相机设置中选“兼容性最佳”后重拍。",
    )


def unknown_type() -> FileRefused:
    return FileRefused(
        "file_type",
        "只能上传照片(JPG、PNG、WebP)、PDF、Word(docx)和 Excel(xlsx):请转换格式后再传。",
    )


def broken() -> FileRefused:
    return FileRefused("file_broken", "文件已损坏,打不开,没有上传:请重新导出或换一个文件。")


def too_many_pixels() -> FileRefused:
    return FileRefused("image_too_large", "照片超过 4000 万像素,没有上传:请缩小后再传。")


def unpacks_too_big() -> FileRefused:
    return FileRefused("file_unpacks_too_big", "文件解开后过大,没有上传:请删去多余的工作表、图片后另存再传。")


def has_macros() -> FileRefused:
    return FileRefused("file_has_macros", "文件带有宏,没有上传:请另存为不带宏的 docx 或 xlsx 再传。")
