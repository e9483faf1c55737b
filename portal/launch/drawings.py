"""Draws the portal's own marks: the bronze-drum band and the seal of the province.

The geometry follows what is cast on Đông Sơn drums (star, comb, sawtooth, circles joined by
tangents); the composition is ours and resembles no emblem of a real authority.
Run `python -m portal.launch.drawings` after a change; the drawings are kept in `static/img`.
"""

from math import cos, hypot, pi, sin
from pathlib import Path

GOLD = "#f2c14e"
RED = "#7c0f0f"
DEEP = "#560909"
IMAGES = Path(__file__).resolve().parent.parent.parent / "static" / "img"


def number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "0" if abs(value) < 0.005 else "-0")


def points(pairs: list[tuple[float, float]]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in pairs)


def around(cx: float, cy: float, radius: float, turn: float) -> tuple[float, float]:
    """The point at `turn` (0 to 1, clockwise from the top) of a circle."""
    return cx + radius * sin(2 * pi * turn), cy - radius * cos(2 * pi * turn)


def star(cx: float, cy: float, outer: float, inner: float, rays: int) -> str:
    radii = (outer, inner)
    corners = [around(cx, cy, radii[i % 2], i / (2 * rays)) for i in range(2 * rays)]
    return f'<polygon points="{points(corners)}"/>'


def sawtooth_ring(cx: float, cy: float, inner: float, outer: float, teeth: int) -> str:
    path = []
    for i in range(teeth):
        left, tip, right = ((i + step) / teeth for step in (0.08, 0.5, 0.92))
        corners = [
            around(cx, cy, inner, left),
            around(cx, cy, outer, tip),
            around(cx, cy, inner, right),
        ]
        path.append("M" + "L".join(f"{number(x)} {number(y)}" for x, y in corners) + "z")
    return f'<path d="{"".join(path)}"/>'


def comb(width: int, top: float, height: float, step: int) -> str:
    strokes = "".join(f"M{x + step / 2:g} {top:g}v{height:g}" for x in range(0, width, step))
    return f'<path d="{strokes}"/>'


def tangent_circles(width: int, middle: float, radius: float, step: int) -> str:
    """Circles with a dot, each joined to the next by a line that touches both."""
    drawn = []
    centres = [(x + step / 2, middle) for x in range(0, width, step)]
    for x, y in centres:
        drawn.append(f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}"/>')
        drawn.append(f'<circle cx="{x:g}" cy="{y:g}" r=".9" fill="{GOLD}" stroke="none"/>')
    half = hypot(step / 2, 0)
    touch = radius / half
    rise = radius * (1 - touch**2) ** 0.5
    for x, y in [(-step / 2, middle), *centres]:
        start = (x + radius * touch, y - rise)
        end = (x + step - radius * touch, y + rise)
        drawn.append(f'<path d="M{points([start])}L{points([end])}"/>')
    return "".join(drawn)


def band() -> str:
    """One tile of the frieze; it repeats along the page."""
    width, height = 96, 28
    lines = "".join(f"M0 {y:g}h{width}" for y in (1, 6.5, 21.5, 27))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><g fill="none" stroke="{GOLD}" stroke-width="1">'
        f'<path d="{lines}"/>{comb(width, 2.5, 2.5, 4)}{comb(width, 23, 2.5, 4)}'
        f"{tangent_circles(width, 14, 4.5, 16)}</g></svg>\n"
    )


def ear(side: int) -> str:
    """An ear of rice that bends along one side of the seal; -1 is left."""
    grains = []
    for i in range(7):
        x, y = around(48, 50, 30.5, side * (0.36 - i * 0.034))
        lean = side * (100 - i * 13)
        grains.append(
            f'<ellipse cx="{number(x)}" cy="{number(y)}" rx="1.9" ry="4.2" '
            f'transform="rotate({lean - side * 40:g} {number(x)} {number(y)})"/>'
        )
    return "".join(grains)


def wave(y: float, half: float) -> str:
    step = half / 3
    humps = "".join(
        f"q{number(step / 2)} {-3.4 if i % 2 else 3.4} {number(step)} 0" for i in range(6)
    )
    return f'<path d="M{number(48 - half)} {y:g}{humps}"/>'


def seal() -> str:
    """The drum's star as a sun over the river, between two ears of rice."""
    rays = star(48, 41, 19, 7.4, 12)
    waves = wave(63, 21) + wave(69.5, 18) + wave(76, 13)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96">'
        f'<circle cx="48" cy="48" r="48" fill="{GOLD}"/>'
        f'<circle cx="48" cy="48" r="46" fill="{DEEP}"/>'
        f'<g fill="{GOLD}">{sawtooth_ring(48, 48, 44.5, 39.5, 48)}</g>'
        f'<circle cx="48" cy="48" r="38" fill="{RED}" stroke="{GOLD}" stroke-width="1.5"/>'
        f'<g fill="{GOLD}">{rays}{ear(-1)}{ear(1)}</g>'
        f'<circle cx="48" cy="41" r="4.2" fill="{RED}"/>'
        f'<circle cx="48" cy="41" r="2.2" fill="{GOLD}"/>'
        f'<g fill="none" stroke="{GOLD}" stroke-width="2.4" stroke-linecap="round">{waves}'
        "</g></svg>\n"
    )


def ring(radius: float) -> str:
    return f'<circle cx="300" cy="300" r="{radius:g}"/>'


def ticks(inner: float, outer: float, count: int) -> str:
    marks = []
    for i in range(count):
        start, end = around(300, 300, inner, i / count), around(300, 300, outer, i / count)
        marks.append(f"M{points([start])}L{points([end])}")
    return f'<path d="{"".join(marks)}"/>'


def ring_of_circles(radius: float, size: float, count: int) -> str:
    """The band of circles with dots, each joined to the next, bent round the drum's face."""
    drawn = []
    for i in range(count):
        x, y = around(300, 300, radius, i / count)
        drawn.append(f'<circle cx="{number(x)}" cy="{number(y)}" r="{size:g}"/>')
        drawn.append(
            f'<circle cx="{number(x)}" cy="{number(y)}" r="1.6" fill="#000" stroke="none"/>'
        )
        start = around(300, 300, radius + size, i / count)
        end = around(300, 300, radius - size, (i + 1) / count)
        drawn.append(f'<path d="M{points([start])}L{points([end])}"/>')
    return "".join(drawn)


def bird(turn: float) -> str:
    """A long-billed bird with a crest, wings spread, flying anticlockwise round the drum."""
    body = "M-48 3L-20-3Q-17-9-11-8L-3-14L-7-5L10-4L34-12L30-1L40 8L12 4L-2 6Q-12 5-17 2Z"
    wings = "M-4-5L12-30L18-26L10-4M0 6L16 26L22 21L12 4"
    return (
        f'<g transform="rotate({360 * turn:g} 300 300) translate(300 118)" '
        'stroke="none" fill="#000">'
        f'<path d="{body}"/><path d="{wings}"/></g>'
    )


def drum() -> str:
    """The face of a drum in lines, used as a mask, so that it takes the page's own colour."""
    rays = star(300, 300, 62, 25, 14)
    rings = "".join(
        ring(r) for r in (66, 72, 94, 100, 122, 128, 152, 212, 218, 240, 246, 268, 276, 296)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600" viewBox="0 0 600 600">'
        f'<g fill="none" stroke="#000" stroke-width="1.6"><g fill="#000" stroke="none">{rays}</g>'
        f"{rings}"
        f"{ticks(74, 92, 60)}{ring_of_circles(111, 8, 24)}{ticks(130, 150, 96)}"
        f"{''.join(bird(i / 10) for i in range(10))}{ticks(220, 238, 140)}"
        f"{ring_of_circles(257, 8, 52)}</g>"
        f'<g fill="#000">{sawtooth_ring(300, 300, 278, 294, 72)}</g></svg>\n'
    )


DRAWINGS = {"drum-band.svg": band, "drum.svg": drum, "seal.svg": seal}

if __name__ == "__main__":
    for name, draw in DRAWINGS.items():
        (IMAGES / name).write_text(draw())
