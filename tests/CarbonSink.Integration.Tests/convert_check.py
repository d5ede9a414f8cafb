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
    return None if geometry is None or geometry.IsEmpty() else [geometry.GetArea() / 10, *geometry.GetEnvelope()]


def same(a, b):
    """A .gdb keeps coordinates on a grid of far less than 0.1 mm, so areas to 0.01 m² and places to 1 mm."""
    return a[0] == b[0] and (a[1] is None) == (b[1] is None) and (a[1] is None or all(abs(x - y) < 1e-3 for x, y in zip(a[1], b[1])))


a, b = list(rows(sys.argv[1])), list(rows(sys.argv[2]))
differences = [(i, x, y) for i, (x, y) in enumerate(zip(a, b)) if not same(x, y)]
print(len(a) if len(a) == len(b) and not differences else f"{len(a)} and {len(b)} features; first difference {differences[:1]}")
