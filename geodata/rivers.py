"""Joins GSHHG's nameless river pieces into named rivers, source to mouth, by the way-points of rivers.csv."""

import csv
import heapq
import math
import subprocess
from collections import defaultdict

CORE = (45.0, 90.0, 33.0, 57.0)  # west, east, south, north
TIE_KM = 1.0                     # loose ends closer than this to another line belong to it
OWN_KM = 4.0                     # what is this close along the lines is the loose end's own line
JOIN_KM = 5.0                    # a mouth this close along the lines to the river it flows into goes on to it


def km(a, b):
    """Distance of two lon, lat points, km; good for some tens of km."""
    mid = math.radians((a[1] + b[1]) / 2)
    return 111.2 * math.hypot((a[0] - b[0]) * math.cos(mid), a[1] - b[1])


def length_km(line):
    return sum(km(line[i - 1], line[i]) for i in range(1, len(line)))


def read_pieces():
    """All pieces of levels 0 to 10 in the core: (level, points), points rounded so that cut ends meet."""
    pieces = []
    for level in range(11):
        text = subprocess.run(["gmt", "coast", "-R%g/%g/%g/%g" % CORE, "-Df", "-I%d" % level, "-M"],
                              check=True, capture_output=True, text=True).stdout
        line = []
        for row in text.splitlines() + [">"]:
            if row.startswith((">", "#")):
                if len(line) > 1 and length_km(line) > 0:
                    pieces.append((level, line))
                line = []
            else:
                lon, lat = row.split()[:2]
                point = (round(float(lon), 5), round(float(lat), 5))
                if not line or line[-1] != point:
                    line.append(point)
    return pieces


class Grid:
    """Segments of all pieces in cells of a tenth of a degree."""

    def __init__(self, pieces):
        self.cells = defaultdict(set)
        self.pieces = pieces
        for p, (_, line) in enumerate(pieces):
            for i in range(1, len(line)):
                steps = max(1, int(max(abs(line[i][0] - line[i - 1][0]), abs(line[i][1] - line[i - 1][1])) / 0.05))
                for s in range(steps + 1):
                    x = line[i - 1][0] + (line[i][0] - line[i - 1][0]) * s / steps
                    y = line[i - 1][1] + (line[i][1] - line[i - 1][1]) * s / steps
                    self.cells[self.cell((x, y))].add((p, i))

    @staticmethod
    def cell(point):
        return int(point[0] * 10), int(point[1] * 10)

    def near(self, point):
        cx, cy = self.cell(point)
        found = set()
        for x in (cx - 1, cx, cx + 1):
            for y in (cy - 1, cy, cy + 1):
                found |= self.cells.get((x, y), set())
        return sorted(found)


def nearest_on(segment, point):
    """The place of a segment that is nearest to a point, and how far along it is, 0 to 1."""
    (ax, ay), (bx, by) = segment
    shrink = math.cos(math.radians(point[1]))
    dx, dy = (bx - ax) * shrink, by - ay
    along = ((point[0] - ax) * shrink * dx + (point[1] - ay) * dy) / ((dx * dx + dy * dy) or 1.0)
    along = max(0.0, min(1.0, along))
    return (round(ax + (bx - ax) * along, 5), round(ay + (by - ay) * along, 5)), along


def tie_loose_ends(pieces):
    """[(end, place on another line)]: that line gets a vertex there, so that both are one net."""
    around = defaultdict(dict)
    for _, line in pieces:
        for a, b in zip(line, line[1:]):
            around[a][b] = around[b][a] = km(a, b)
    grid = Grid(pieces)
    ties, splits = [], defaultdict(list)
    for p, (level, line) in enumerate(pieces):
        for end in (line[0], line[-1]):
            if len(around[end]) != 1:
                continue
            own = {end: 0.0}
            todo = [end]
            while todo:
                at = todo.pop()
                for other, step in around[at].items():
                    if own[at] + step < min(OWN_KM, own.get(other, OWN_KM)):
                        own[other] = own[at] + step
                        todo.append(other)
            best = None
            for q, i in grid.near(end):
                a, b = pieces[q][1][i - 1:i + 1]
                if a in own or b in own:
                    continue
                place, along = nearest_on((a, b), end)
                place = a if km(a, place) < 0.05 else b if km(b, place) < 0.05 else place
                away = km(place, end)
                if place != end and away <= TIE_KM and (best is None or away < best[0]):
                    best = (away, place, q, i, along)
            if best:
                ties.append((end, best[1]))
                splits[(best[2], best[3])].append((best[4], best[1]))
    for (q, i), places in sorted(splits.items(), reverse=True):  # from the end, so that earlier places stay
        line = pieces[q][1]
        fresh = [place for _, place in sorted(places) if place not in (line[i - 1], line[i])]
        line[i:i] = list(dict.fromkeys(fresh))
    return ties


def build_graph(pieces):
    graph = defaultdict(dict)
    ties = tie_loose_ends(pieces)
    for _, line in pieces:
        for a, b in zip(line, line[1:]):
            graph[a][b] = graph[b][a] = km(a, b)
    for a, b in ties:
        graph[a][b] = graph[b][a] = km(a, b)
    return graph


def without_detours(line):
    """A line that comes back to a place where it was before went up a side arm for nothing: that part is left out."""
    kept, at = [], {}
    for point in line:
        if point in at:
            for gone in kept[at[point] + 1:]:
                del at[gone]
            del kept[at[point] + 1:]
        else:
            at[point] = len(kept)
            kept.append(point)
    return kept


def shortest(graph, start, goal):
    """The shortest way along the lines, or None."""
    limit = 6 * km(start, goal) + 60
    best = {start: 0.0}
    before = {}
    queue = [(km(start, goal), start)]
    while queue:
        _, at = heapq.heappop(queue)
        if at == goal:
            way = [goal]
            while way[-1] != start:
                way.append(before[way[-1]])
            return way[::-1]
        for nxt, step in graph[at].items():
            cost = best[at] + step
            if cost < best.get(nxt, limit):
                best[nxt] = cost
                before[nxt] = at
                heapq.heappush(queue, (cost + 0.9 * km(nxt, goal), nxt))
    return None


def trace_named(pieces, facts):
    """[(row of rivers.csv, points downstream)], and the set of used segments."""
    graph = build_graph(pieces)
    cells = defaultdict(list)
    for vertex in graph:
        cells[(int(vertex[0] * 20), int(vertex[1] * 20))].append(vertex)

    def snapped(point):
        cx, cy = int(point[0] * 20), int(point[1] * 20)
        near = [v for x in (cx - 1, cx, cx + 1) for y in (cy - 1, cy, cy + 1) for v in cells.get((x, y), ())]
        near = [(km(v, point), v) for v in near]
        near = [n for n in near if n[0] <= 1.0]
        return min(near)[1] if near else None

    rows = [row for row in csv.DictReader(open(facts + "/rivers.csv", encoding="utf-8")) if "|" in row["waypoints"]]
    lines = {}
    for row in rows:
        marks = [tuple(float(c) for c in mark.split()) for mark in row["waypoints"].split("|") if mark.strip()]
        line = []
        for a, b in zip(marks, marks[1:]):
            at, to = snapped(a), snapped(b)
            way = shortest(graph, at, to) if at and to and at != to else None
            way = way or [at or a, to or b]
            line += way if not line or line[-1] != way[0] else way[1:]
        lines[row["id"]] = without_detours(line)

    # A tributary ends where it first meets the river it flows into, neither before nor after.
    for row in rows:
        line, into = lines[row["id"]], lines.get(row["flows_into"])
        if not into:
            continue
        on_it = set(into)
        first = next((i for i, point in enumerate(line) if point in on_it), None)
        if first is not None:
            lines[row["id"]] = line[:first + 1]
            continue
        ways = [shortest(graph, line[-1], point) for point in into if km(line[-1], point) < JOIN_KM]
        ways = sorted((length_km(way), way) for way in ways if way and length_km(way) < JOIN_KM)
        if ways:
            lines[row["id"]] = without_detours(line + ways[0][1][1:])
    used = {frozenset(s) for line in lines.values() for s in zip(line, line[1:])}
    return [(row, lines[row["id"]]) for row in rows], used


def nameless(pieces, used):
    """What is left: chains of unused segments, joined where just two of one level meet."""
    lines = []
    for level, line in pieces:
        if level == 10:
            continue  # mostly second drawings of the Amu Darya and the Karakum Canal
        run = [line[0]]
        for a, b in zip(line, line[1:]):
            if frozenset((a, b)) in used:
                if len(run) > 1:
                    lines.append((level, run))
                run = [b]
            else:
                run.append(b)
        if len(run) > 1:
            lines.append((level, run))
    ends = defaultdict(list)
    for i, (level, line) in enumerate(lines):
        ends[(level, line[0])].append(i)
        ends[(level, line[-1])].append(i)
    taken = [False] * len(lines)
    joined = []
    for i, (level, line) in enumerate(lines):
        if taken[i]:
            continue
        taken[i] = True
        chain = list(line)
        for _ in range(2):
            while True:
                here = ends[(level, chain[-1])]
                more = [j for j in here if not taken[j]]
                if len(here) != 2 or not more:
                    break
                taken[more[0]] = True
                other = lines[more[0]][1]
                chain += other[1:] if other[0] == chain[-1] else other[-2::-1]
            chain.reverse()
        joined.append((level, chain))
    return joined


def spread_basins(named, lines):
    """The basin of each of the nameless lines, "" for none: that of a line one of its ends lies on (within TIE_KM), or of
    what that one flows on with. `named`: (basin, points) of the named rivers."""
    cells = defaultdict(lambda: defaultdict(list))

    def enter(basin, line):
        for a in line:
            cells[int(a[0] * 40), int(a[1] * 40)][basin].append(a)

    def touched(end):
        x, y = int(end[0] * 40), int(end[1] * 40)
        for cx in (x - 1, x, x + 1):
            for cy in (y - 1, y, y + 1):
                for basin, points in cells.get((cx, cy), {}).items():
                    if any(km(end, point) <= TIE_KM for point in points):
                        return basin
        return ""

    for basin, line in named:
        if basin:
            enter(basin, line)
    basins = [""] * len(lines)
    is_spreading = True
    while is_spreading:
        is_spreading = False
        for i, line in enumerate(lines):
            if not basins[i]:
                basins[i] = touched(line[0]) or touched(line[-1])
                if basins[i]:
                    enter(basins[i], line)
                    is_spreading = True
    return basins
