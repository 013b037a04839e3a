"""Photos are drawn anew, so that nothing but the picture is kept: no place, no device, no comment."""

from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from portal.files import refusals

MAX_PIXELS = 40_000_000
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
MODES = {"JPEG": {"RGB", "L"}, "PNG": {"RGB", "RGBA", "L"}, "WEBP": {"RGB", "RGBA"}}

# Whoever opens an image in this process has the same limit; at twice as much Pillow itself refuses.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def redrawn(upload: BinaryIO, media_type: str) -> bytes:
    """The picture in its own format, upright, with only its colour profile beside the pixels.

    Raises FileRefused when it has too many pixels or cannot be read.
    """
    try:
        with Image.open(upload, formats=[FORMATS[media_type]]) as image:
            if image.width * image.height > MAX_PIXELS:
                raise refusals.too_many_pixels()
            return _without_metadata(image, FORMATS[media_type])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refusals.too_many_pixels() from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise refusals.broken() from error


def _without_metadata(image: Image.Image, picture_format: str) -> bytes:
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    if upright.mode not in MODES[picture_format]:
        upright = upright.convert("RGB" if picture_format == "JPEG" else "RGBA")
        profile = None if image.mode == "CMYK" else profile
    # Pillow writes comments, text chunks and the like from here.
    upright.info = {}
    written = BytesIO()
    upright.save(written, picture_format, quality=88, icc_profile=profile)
    return written.getvalue()
