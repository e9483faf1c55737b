"""Puts a PAdES signature with its visible stamp into a paper, whoever holds the key."""

import io
from importlib.resources import files
from typing import Any

from django.utils import timezone
from pyhanko.pdf_utils.font import FontEngine, FontEngineFactory
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import (
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
    enumerate_sig_fields,
)
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_cms import Signer as CmsSigner
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import TextStampStyle

from portal.documents.signing.apart import apart

FIELD = "ChuKy"
FONT_SIZE = 8
FIELD_TITLE = "Chữ ký số của cơ quan"
RED = (0.64, 0.08, 0.08)
WIDTH, HEIGHT, EDGE = 190, 46, 36  # points
_FONT = files("fontpkg_be_vietnam_pro") / "files" / "BeVietnamPro-Regular.ttf"


class StampFont(FontEngineFactory):
    """The portal's typeface, with every Vietnamese letter, embedded as far as it is used."""

    def create_font_engine(self, writer: BasePdfFileWriter, obj_stream: Any = None) -> FontEngine:
        typeface = io.BytesIO(_FONT.read_bytes())
        if obj_stream is None and writer.stream_xrefs:
            obj_stream = writer.prepare_object_stream()
        return GlyphAccumulator(writer, typeface, font_size=FONT_SIZE, obj_stream=obj_stream)


def add_field(pdf: bytes, page: int, box: tuple[int, int, int, int]) -> bytes:
    """The PDF with an empty signature field: page from 0, box in points from the lower left."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    append_signature_field(
        writer, SigFieldSpec(FIELD, on_page=page, box=box, readable_field_name=FIELD_TITLE)
    )
    return _written(writer)


def sign_pdf(
    pdf: bytes,
    key: CmsSigner,
    *,
    reason: str,
    signer_name: str,
    agency: str,
    timestamper: TimeStamper | None = None,
) -> bytes:
    """PAdES B-B, or B-T with a time-stamper, over the whole file."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    _require_field(writer)
    work = PdfSigner(
        PdfSignatureMetadata(
            field_name=FIELD,
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            reason=reason,
            name=signer_name,
            location=agency,
        ),
        signer=key,
        timestamper=timestamper,
        stamp_style=_stamp(signer_name, agency),
    )
    signed = io.BytesIO()
    now = timezone.localtime().strftime("%d/%m/%Y %H:%M:%S %z")
    apart(work.sign_pdf, writer, output=signed, appearance_text_params={"moment": now})
    return signed.getvalue()


def _require_field(writer: IncrementalPdfFileWriter) -> None:
    """Papers reserve the place of their signature; other PDFs get it on the last page."""
    known = {name for name, _value, _field in enumerate_sig_fields(writer, filled_status=False)}
    if FIELD not in known:
        append_signature_field(writer, SigFieldSpec(FIELD, on_page=-1, box=_foot_box(writer)))


def _foot_box(writer: IncrementalPdfFileWriter) -> tuple[int, int, int, int]:
    page = writer.find_page_for_modification(-1)[0].get_object()
    right = int(page.get("/MediaBox", [0, 0, 595, 842])[2]) - EDGE
    return (right - WIDTH, EDGE, right, EDGE + HEIGHT)


def _stamp(signer_name: str, agency: str) -> TextStampStyle:
    lines = [f"Ký bởi: {signer_name}", f"Cơ quan: {agency}"]
    text = "\n".join(line.replace("%", "%%") for line in lines) + "\nThời gian ký: %(moment)s"
    return TextStampStyle(
        stamp_text=text,
        border_width=1,
        border_color=RED,
        background=None,
        text_box_style=TextBoxStyle(font=StampFont(), font_size=FONT_SIZE, text_color=RED),
        inner_content_layout=SimpleBoxLayoutRule(
            x_align=AxisAlignment.ALIGN_MIN,
            y_align=AxisAlignment.ALIGN_MID,
            margins=Margins(4, 4, 3, 3),
        ),
    )


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
