"""Compares two layers as GDAL reads them: names and types of the fields, values by position, geometries by their vertices. Prints the number of features, or what differs."""
import sys
from osgeo import ogr

ogr.UseExceptions()
KINDS = {ogr.OFTInteger: "number", ogr.OFTInteger64: "number", ogr.OFTReal: "number", ogr.OFTDate: "date", ogr.OFTDateTime: "date"}


def read(path):
    """The fields, and values and geometry of each feature. The column WKT of a .csv is its geometry."""
    layer = (data := ogr.Open(path)).GetLayer(0)
    definition = layer.GetLayerDefn()
    fields = [definition.GetFieldDefn(i) for i in range(definition.GetFieldCount())]
    kept = [i for i, f in enumerate(fields) if f.GetName() != "WKT"]
    rows = [([plain(feature.GetField(i)) for i in kept], shape(feature.GetGeometryRef())) for feature in layer]
    return [(fields[i].GetName(), KINDS.get(fields[i].GetType(), "text")) for i in kept], rows


def plain(value):
    if value is None or value == "":
        return None
    if isinstance(value, (int, float)):
        return float(value)
    digits = value[:10].replace("-", "/")
    return digits.replace("/", "") if len(digits) == 10 and digits[4] == digits[7] == "/" else value


def shape(geometry):
    return None if geometry is None or geometry.IsEmpty() else sorted(points(geometry))


def points(geometry):
    if geometry.GetGeometryCount() == 0:
        return [geometry.GetPoint_2D(i) for i in range(geometry.GetPointCount() - (geometry.GetGeometryName() == "LINEARRING"))]
    return [p for i in range(geometry.GetGeometryCount()) for p in points(geometry.GetGeometryRef(i))]


def same(a, b, tolerance):
    if a[0] != b[0] or (a[1] is None) != (b[1] is None) or a[1] is not None and len(a[1]) != len(b[1]):
        return False
    if a[1] is None or tolerance == 0:
        return a[1] == b[1]
    # Sorting may exchange vertices that a grid has moved: each is looked for near its place.
    return all(any(abs(x - u) <= tolerance and abs(y - v) <= tolerance for u, v in b[1]) for x, y in a[1])


# A .gdb keeps coordinates on a grid of far less than 0.1 mm; every other format keeps all their bits.
tolerance = 1e-4 if any(".gdb" in p or p.endswith(".zip") for p in sys.argv[1:3]) or "grid" in sys.argv[3:] else 0
(fields, a), (others, b) = read(sys.argv[1]), read(sys.argv[2])
differences = [f"fields {set(fields) ^ set(others)}"] if fields != others else []
differences += [f"{i}: {x} and {y}" for i, (x, y) in enumerate(zip(a, b)) if not same(x, y, tolerance)]
print(len(a) if len(a) == len(b) and not differences else f"{len(a)} and {len(b)} features; first difference {differences[:1]}")
