#!/usr/bin/python3
"""qgis_frames.py FILE.gpkg: frames of QGIS at each extent, by one thread and by several, one line of JSON each.

Frames are its render jobs without a window, smoothed and simplified as its canvas does by default."""

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (QgsApplication, QgsCoordinateReferenceSystem, QgsFillSymbol, QgsLineSymbol,
                       QgsMapRendererParallelJob, QgsMapRendererSequentialJob, QgsMapSettings, QgsMarkerSymbol,
                       QgsProject, QgsRectangle, QgsSingleSymbolRenderer, QgsVectorLayer)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

import common


def symbol(layer, fill, line, width_px):
    pixels = {"outline_width": str(width_px), "outline_width_unit": "Pixel",
              "line_width": str(width_px), "line_width_unit": "Pixel", "joinstyle": "round"}
    if layer == "towns":
        return QgsMarkerSymbol.createSimple({"name": "circle", "color": fill, "outline_style": "no",
                                             "size": str(width_px), "size_unit": "Pixel"})
    if layer == "rivers":
        return QgsLineSymbol.createSimple({**pixels, "line_color": line})
    return QgsFillSymbol.createSimple({**pixels, "color": fill or "#000000", "style": "solid" if fill else "no",
                                       "outline_color": line or "#000000", "outline_style": "solid" if line else "no"})


def main():
    data = sys.argv[1]
    application = QgsApplication([], False)
    application.initQgis()
    crs = QgsCoordinateReferenceSystem()
    crs.createFromProj(common.CRS)
    layers = []
    for number, (layer, fill, line, width_px) in enumerate(common.DRAWN):
        shown = QgsVectorLayer(f"{data}|layername={layer}", str(number), "ogr")
        if not shown.isValid():
            sys.exit(f"qgis_frames: {data} has no layer {layer}")
        shown.setRenderer(QgsSingleSymbolRenderer(symbol(layer, fill, line, width_px)))
        layers.insert(0, shown)
    project = QgsProject.instance()
    project.setCrs(crs)
    for shown in layers:
        project.addMapLayer(shown)
    page = QgsMapSettings()
    page.setLayers(layers)
    page.setDestinationCrs(crs)
    page.setTransformContext(project.transformContext())
    page.setOutputSize(QSize(common.WIDTH_PX, common.HEIGHT_PX))
    page.setOutputDpi(96)
    page.setBackgroundColor(QColor("#dfe6ea"))
    page.setFlag(QgsMapSettings.Antialiasing, True)
    page.setFlag(QgsMapSettings.UseRenderingOptimization, True)

    name = os.path.basename(data)
    for peer, kind in (("qgis, one thread", QgsMapRendererSequentialJob), ("qgis, parallel", QgsMapRendererParallelJob)):
        def frame(kind=kind):
            job = kind(page)
            job.start()
            job.waitForFinished()
            job.renderedImage()

        for extent in common.EXTENTS:
            page.setExtent(QgsRectangle(*common.corners(extent)))
            common.measure(peer, name, extent, frame, 3.0)
    common.print_memory("qgis", name)
    sys.stdout.flush()
    os._exit(0)  # its libraries do not always end by themselves


main()
