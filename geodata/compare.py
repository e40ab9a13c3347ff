"""Says whether two map files hold the same: compare.py ONE.gpkg OTHER.gpkg. Features in order, and every height."""

import hashlib
import sys

from osgeo import gdal, ogr

gdal.UseExceptions()
ogr.UseExceptions()


def digest(path):
    found = {}
    vectors = gdal.OpenEx(path, gdal.OF_VECTOR)
    for i in range(vectors.GetLayerCount()):
        layer = vectors.GetLayer(i)
        total = hashlib.sha256(str([f.GetName() for f in layer.schema]).encode())
        for feature in layer:
            total.update(repr(sorted(feature.items().items())).encode())
            total.update(bytes(feature.GetGeometryRef().ExportToWkb()))
        found["%s (%d)" % (layer.GetName(), layer.GetFeatureCount())] = total.hexdigest()
    raster = gdal.Open("GPKG:%s:elevation" % path)
    total = hashlib.sha256(repr((raster.RasterXSize, raster.RasterYSize, raster.GetGeoTransform())).encode())
    total.update(raster.ReadRaster())
    found["elevation"] = total.hexdigest()
    return found


one, other = digest(sys.argv[1]), digest(sys.argv[2])
for name in sorted(set(one) | set(other)):
    print("%-24s %s" % (name, "same" if one.get(name) == other.get(name) else "DIFFERENT"))
sys.exit(one != other)
