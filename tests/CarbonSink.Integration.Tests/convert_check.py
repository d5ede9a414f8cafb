"""Compares two layers as GDAL reads them: fields by position, geometries by area and envelope. Prints the number of features, or what differs."""
import sys
from osgeo import ogr

ogr.UseExceptions()


def rows(path):
    layer = (data := ogr.Open(path)).GetLayer(0)
    names = [layer.GetLayerDefn().GetFieldDefn(i).GetName() for i in range(layer.GetLayerDefn().GetFieldCount())]
    for feature in layer:
        yield [plain(feature.GetField(i)) for i, n in enumerate(names) if n != "WKT"], shape(feature.GetGeometryRef())


def plain(value):
    if value is None or value == "":
        return None
    if isinstance(value, (int, float)):
        return float(value)
    return value.replace("-", "/") if len(value) == 10 and value[4] in "-/" else value


def shape(geometry):
    return None if geometry is None or geometry.IsEmpty() else (round(geometry.GetArea(), 4), [round(v, 4) for v in geometry.GetEnvelope()])


a, b = list(rows(sys.argv[1])), list(rows(sys.argv[2]))
differences = [(i, x, y) for i, (x, y) in enumerate(zip(a, b)) if x != y]
print(len(a) if len(a) == len(b) and not differences else f"{len(a)} and {len(b)} features; first difference {differences[:1]}")
