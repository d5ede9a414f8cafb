using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using CarbonSink.Findings;

namespace CarbonSink.Gis;

/// <summary>The bands of a GeoTIFF with what GDAL's tags say of them: no-data value (tag 42113), scale and offset (tag 42112).</summary>
internal static class TiffBands
{
    /// <summary>Reads them; a text that cannot be read is a finding.</summary>
    public static IReadOnlyList<RasterBand> Read(TiffDirectory image, TiffLayout layout, TiffSamples samples, string file, FindingLog findings)
    {
        var none = default(double?);
        if (image.Text(TiffTag.GdalNoData)?.Trim() is { Length: > 0 } text)
        {
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                none = value;
            else
                findings.Add(new Finding(RasterFindings.MetadataUnreadable, file, null, null, text, file));
        }

        var (scales, offsets) = (new Dictionary<int, double>(), new Dictionary<int, double>());
        if (image.Text(TiffTag.GdalMetadata) is { } xml)
            ReadItems(xml, scales, offsets, file, findings);
        return [.. Enumerable.Range(0, layout.Bands).Select(b => new RasterBand(samples.TypeName, none, scales.GetValueOrDefault(b, 1), offsets.GetValueOrDefault(b, 0), samples.Bits))];
    }

    private static void ReadItems(string xml, Dictionary<int, double> scales, Dictionary<int, double> offsets, string file, FindingLog findings)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            foreach (var item in XDocument.Load(reader).Descendants("Item"))
            {
                var target = (string?)item.Attribute("role") switch { "scale" => scales, "offset" => offsets, _ => null };
                if (target is null || !int.TryParse((string?)item.Attribute("sample") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var band))
                    continue;
                if (double.TryParse(item.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
                    target[band] = number;
                else
                    findings.Add(new Finding(RasterFindings.MetadataUnreadable, file, null, null, item.Value, file));
            }
        }
        catch (XmlException)
        {
            findings.Add(new Finding(RasterFindings.MetadataUnreadable, file, null, null, null, file));
        }
    }
}
