import io
import zipfile

import pillow_heif
from PIL import Image, ImageOps

from portal.documents.errors import UploadRefused
from portal.documents.inspection.refusals import refuse

MOST_PIXELS = 120_000_000  # the sharpest telephone in ordinary use; more is a bomb, not a paper
HEIC_QUALITY = 90
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}


def check_image(data: bytes, content_type: str) -> None:
    """Decodes the whole picture. Raises UploadRefused when it is cut off, too large or double."""
    if zipfile.is_zipfile(io.BytesIO(data)) or b"%PDF-" in data[:1024]:
        raise refuse("TWO_IN_ONE")
    try:
        with Image.open(io.BytesIO(data), formats=[_FORMATS[content_type]]) as picture:
            _check_pixels(picture.size)
            # A JPEG decoded at an eighth of its size is read to its end at a 64th of the memory.
            picture.draft(None, (picture.width // 8, picture.height // 8))
            picture.load()
    except Image.DecompressionBombError:
        raise refuse("TOO_LARGE_INSIDE") from None
    except UploadRefused:
        raise
    except Exception:  # whatever a decoder trips over in hostile bytes, the picture is damaged
        raise refuse("DAMAGED") from None


def heic_to_jpeg(data: bytes) -> bytes:
    """The picture as an upright JPEG without the telephone's notes (place, device, time)."""
    try:
        heif = pillow_heif.open_heif(io.BytesIO(data))
        _check_pixels(heif.size)
        picture = ImageOps.exif_transpose(heif.to_pillow()).convert("RGB")
    except UploadRefused:
        raise
    except Exception:  # whatever a decoder trips over in hostile bytes, the picture is damaged
        raise refuse("DAMAGED") from None
    picture.info.clear()
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=HEIC_QUALITY)
    return jpeg.getvalue()


def _check_pixels(size: tuple[int, int]) -> None:
    width, height = size
    if width * height > MOST_PIXELS:
        raise refuse("TOO_LARGE_INSIDE")
    if not width or not height:
        raise refuse("DAMAGED")
