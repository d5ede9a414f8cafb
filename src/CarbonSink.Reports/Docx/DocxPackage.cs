using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace CarbonSink.Reports;

/// <summary>The container of an Office document (开放打包约定, ISO/IEC 29500-2): parts and what they refer to, in a ZIP file whose bytes depend on the parts alone.</summary>
internal sealed class DocxPackage
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    private const string Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private static readonly DateTimeOffset Midnight = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // the first that a ZIP file can say

    private readonly List<(string Path, string? Type, byte[] Bytes)> parts = [];
    private readonly List<(string Id, string Kind, string Target)> relations = [];

    /// <summary>Adds a part of the main document and gives the name by which the document refers to it.</summary>
    public string Add(string name, string kind, XElement content, string? type = null)
    {
        parts.Add(($"word/{name}", type ?? $"{Word}{kind}+xml", Bytes(content)));
        return Relate(kind, name);
    }

    /// <summary>Adds a picture, PNG or SVG by the end of its name.</summary>
    public string AddPicture(string name, byte[] bytes)
    {
        parts.Add(($"word/media/{name}", null, bytes));
        return Relate("image", $"media/{name}");
    }

    /// <summary>Writes the file; the stream stays open.</summary>
    public void Write(Stream stream, XElement document, XElement properties)
    {
        parts.Add(("word/document.xml", $"{Word}document.main+xml", Bytes(document)));
        parts.Add(("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", Bytes(properties)));
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        XNamespace types = Types;
        Put(zip, "[Content_Types].xml", Bytes(new XElement(
            types + "Types",
            Default("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            Default("xml", "application/xml"),
            Default("png", "image/png"),
            Default("svg", "image/svg+xml"),
            parts.Where(p => p.Type is not null).Select(p => new XElement(types + "Override", new XAttribute("PartName", $"/{p.Path}"), new XAttribute("ContentType", p.Type!))))));
        Put(zip, "_rels/.rels", Bytes(Related([("rId1", $"{Office}officeDocument", "word/document.xml"), ("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml")])));
        Put(zip, "word/_rels/document.xml.rels", Bytes(Related(relations.Select(r => (r.Id, Office + r.Kind, r.Target)))));
        foreach (var (path, _, bytes) in parts)
            Put(zip, path, bytes);
        XElement Default(string end, string type) => new(types + "Default", new XAttribute("Extension", end), new XAttribute("ContentType", type));
    }

    private string Relate(string kind, string target)
    {
        var id = $"rId{relations.Count + 1}";
        relations.Add((id, kind, target));
        return id;
    }

    private static XElement Related(IEnumerable<(string Id, string Kind, string Target)> relations)
    {
        XNamespace ns = Relations;
        return new(ns + "Relationships", relations.Select(r => new XElement(ns + "Relationship", new XAttribute("Id", r.Id), new XAttribute("Type", r.Kind), new XAttribute("Target", r.Target))));
    }

    private static void Put(ZipArchive zip, string path, byte[] bytes)
    {
        var entry = zip.CreateEntry(path);
        entry.LastWriteTime = Midnight;
        using var content = entry.Open();
        content.Write(bytes);
    }

    private static byte[] Bytes(XElement root)
    {
        foreach (var (prefix, name) in ((string, XNamespace)[])[("w", W.Ns), ("r", W.Rel)])
        {
            if (root.Name.Namespace == W.Ns)
                root.SetAttributeValue(XNamespace.Xmlns + prefix, name.NamespaceName);
        }

        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new() { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.None }))
            new XDocument(new XDeclaration("1.0", "UTF-8", "yes"), root).Save(writer);
        return stream.ToArray();
    }
}
