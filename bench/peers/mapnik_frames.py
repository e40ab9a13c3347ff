#!/usr/bin/python3
"""mapnik_frames.py FOLDER-OF-SHAPEFILES|FILE.gpkg [SIMPLIFY_PX]: Mapnik's frames at each extent, one line of JSON each.

Shapefiles are in the map's projection and indexed (Mapnik's best case), a GeoPackage is in degrees."""

import glob
import os
import sys

import mapnik

import common


def symbolizers(layer, fill, line, width_px, simplify):
    if layer == "towns":
        yield (f'<MarkersSymbolizer width="{width_px}" height="{width_px}" fill="{fill}" stroke-width="0" '
               'allow-overlap="true"/>')
        return
    if fill:
        yield f'<PolygonSymbolizer fill="{fill}" simplify="{simplify}"/>'
    if line:
        yield (f'<LineSymbolizer stroke="{line}" stroke-width="{width_px}" stroke-linejoin="round" '
               f'simplify="{simplify}"/>')


def source(data, layer):
    if os.path.isdir(data):
        return common.CRS, {"type": "shape", "file": f"{data}/{layer}.shp"}
    return "+proj=longlat +datum=WGS84 +no_defs", {"type": "ogr", "file": data, "layer": layer}


def style_sheet(data, simplify):
    parts = [f'<Map srs="{common.CRS}" background-color="#dfe6ea">']
    for number, (layer, fill, line, width_px) in enumerate(common.DRAWN):
        crs, parameters = source(data, layer)
        drawn = "".join(symbolizers(layer, fill, line, width_px, simplify))
        given = "".join(f'<Parameter name="{key}">{value}</Parameter>' for key, value in parameters.items())
        parts.append(f'<Style name="{number}"><Rule>{drawn}</Rule></Style>'
                     f'<Layer name="{number}" srs="{crs}"><StyleName>{number}</StyleName>'
                     f"<Datasource>{given}</Datasource></Layer>")
    return "".join(parts) + "</Map>"


def main():
    data = sys.argv[1].rstrip("/")
    simplify = sys.argv[2] if len(sys.argv) > 2 else "0"
    for folder in glob.glob("/usr/lib/mapnik/*/input"):
        mapnik.DatasourceCache.register_datasources(folder)
    page = mapnik.Map(common.WIDTH_PX, common.HEIGHT_PX)
    mapnik.load_map_from_string(page, style_sheet(data, simplify))

    def frame():
        mapnik.render(page, mapnik.Image(common.WIDTH_PX, common.HEIGHT_PX))

    name = os.path.basename(data)
    peer = "mapnik" if simplify == "0" else f"mapnik, simplify {simplify}"
    for extent in common.EXTENTS:
        page.zoom_to_box(mapnik.Box2d(*common.corners(extent)))
        common.measure(peer, name, extent, frame, 3.0)
    common.print_memory(peer, name)


main()
