"""Opens a layer of a GeoPackage in QGIS, takes the style that the file brings along, draws it and tells as JSON what QGIS sees.

python3 qgis_style.py FILE.gpkg LAYER OUT.png   (with QT_QPA_PLATFORM=offscreen)
"""
import json
import sys

from qgis.core import QgsApplication, QgsFeatureRequest, QgsMapRendererParallelJob, QgsMapSettings, QgsVectorLayer
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

path, table, picture = sys.argv[1:]
QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], False)
application.initQgis()
layer = QgsVectorLayer(f"{path}|layername={table}", table, "ogr")
message, loaded = layer.loadDefaultStyle()
renderer = layer.renderer()
rules = renderer.rootRule().descendants() if renderer.type() == "RuleRenderer" else []
drawn = [r for r in rules if r.symbol()]
counts = {}
for rule in drawn:
    request = QgsFeatureRequest().setFilterExpression(rule.filterExpression()).setFlags(QgsFeatureRequest.NoGeometry)
    counts[rule.label()] = sum(1 for _ in layer.getFeatures(request))

settings = QgsMapSettings()
settings.setLayers([layer])
settings.setDestinationCrs(layer.crs())
settings.setExtent(layer.extent())
settings.setOutputSize(QSize(1200, 1200))
settings.setBackgroundColor(QColor("white"))
job = QgsMapRendererParallelJob(settings)
job.start()
job.waitForFinished()
image = job.renderedImage()
image.save(picture)
pixels = {}
for y in range(0, image.height(), 2):
    for x in range(0, image.width(), 2):
        colour = image.pixelColor(x, y).name()
        pixels[colour] = pixels.get(colour, 0) + 1

json.dump({
    "valid": layer.isValid(),
    "features": layer.featureCount(),
    "crs": layer.crs().authid(),
    "styleLoaded": loaded,
    "renderer": renderer.type(),
    "heading": rules[0].label() if rules else None,
    "classes": [{"label": r.label(), "colour": r.symbol().color().name(), "features": counts[r.label()], "pixels": pixels.get(r.symbol().color().name(), 0)} for r in drawn],
    "alias": layer.attributeAlias(layer.fields().indexOf("areaHa")),
}, sys.stdout, ensure_ascii=False)
del job, layer
application.exitQgis()
