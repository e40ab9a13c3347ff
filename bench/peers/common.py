"""What every peer is asked for: extents, drawing order, and how a frame is timed."""

import json
import resource
import statistics
import time

WIDTH_PX, HEIGHT_PX = 1280, 800
# Metres around the middle of the region, true in area like the program's own projection.
CRS = "+proj=laea +lat_0=45 +lon_0=66 +datum=WGS84 +units=m +no_defs"
# Middle in that projection, and width in km: the extents of growth.cpp.
EXTENTS = {
    "region": (93_000, 101_000, 4400),  # 67.2 E, 45.9 N
    "tajikistan": (452_000, -669_000, 900),
    "rogun": (328_000, -694_000, 100),
    "aral": (-473_000, 17_000, 700),
    "fergana": (464_000, -451_000, 330),
}
# Layer, fill, line, its width in pixels; the lowest first. Points are discs so many pixels across.
DRAWN = (
    ("countries", "#f0ece2", None, 0.0),
    ("provinces", None, "#b4aca0", 0.7),
    ("lakes", "#a8cde0", "#4a8fbf", 0.7),
    ("rivers", None, "#77a3c9", 1.2),
    ("countries", None, "#875573", 1.2),
    ("towns", "#33312c", None, 5.0),
)


def corners(extent):
    """left, bottom, right, top in metres"""
    x, y, width_km = EXTENTS[extent]
    half_width = width_km * 500.0
    half_height = half_width * HEIGHT_PX / WIDTH_PX
    return x - half_width, y - half_height, x + half_width, y + half_height


def _cpu_s():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def measure(peer, data, extent, frame, budget_s):
    """Draws frames for so many seconds, at least three after one that is not counted; prints a line of JSON."""
    frame()
    wall_ms, cpu_ms = [], []
    end = time.monotonic() + budget_s
    while len(wall_ms) < 3 or time.monotonic() < end:
        cpu, start = _cpu_s(), time.perf_counter()
        frame()
        wall_ms.append((time.perf_counter() - start) * 1000.0)
        cpu_ms.append((_cpu_s() - cpu) * 1000.0)
    wall_ms.sort()
    print(json.dumps({
        "peer": peer, "data": data, "extent": extent, "frames": len(wall_ms),
        "median_ms": round(statistics.median(wall_ms), 1),
        "p99_ms": round(wall_ms[min(len(wall_ms) - 1, int(len(wall_ms) * 0.99))], 1),
        "cpu_ms": round(statistics.median(cpu_ms), 1),
    }), flush=True)


def print_memory(peer, data):
    peak_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"peer": peer, "data": data, "peak_mib": round(peak_kib / 1024)}), flush=True)
