using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CarbonSink.Findings;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>A web browser without a window (无界面浏览器): prints web pages to PDF and drawings to PNG. Chromium, Chrome or Edge, whichever this computer has; nothing is fetched from the network, and its profile is a folder that is deleted again.</summary>
public static partial class Browser
{
    /// <summary>The environment variable that names the program.</summary>
    public const string Variable = "CARBONSINK_BROWSER";

    private const int MostSaid = 300;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "microsoft-edge-stable", "msedge"];

    private static readonly string[] Places = ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe", "Chromium/Application/chrome.exe"];

    // Letters of the drawings: an image does not inherit those of the page.
    private const string Letters = "'Source Han Sans SC','Noto Sans CJK SC','Noto Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei',SimHei,SimSun,sans-serif";

    /// <summary>Path of the program: that of the environment variable, or else one on the PATH or where installers put it; null where there is none.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return File.Exists(named) ? named : null;
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).SelectMany(folder => Names.Select(n => Path.Combine(folder, OperatingSystem.IsWindows() ? n + ".exe" : n)));
        var installed = new[] { Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86, Environment.SpecialFolder.LocalApplicationData }
            .Select(Environment.GetFolderPath).Where(f => f.Length > 0).SelectMany(folder => Places.Select(p => Path.Combine(folder, p)))
            .Append("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome").Append("/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge");
        return onPath.Concat(installed).FirstOrDefault(File.Exists);
    }

    /// <summary>Prints a page as its style sheet says. The date and time that browsers write into the file are taken out, so that the same browser prints the same page to the same bytes.</summary>
    /// <param name="page">The page, HTML in UTF-8.</param>
    /// <param name="stop">Ends the browser.</param>
    /// <exception cref="RefusedInputException">There is no browser (DOC-0017), or it printed nothing within three minutes (DOC-0018).</exception>
    public static byte[] Pdf(byte[] page, CancellationToken stop = default) => InFolder("打印 PDF ", "printing to PDF", (program, folder) =>
    {
        var (html, pdf) = (Path.Combine(folder, "page.html"), Path.Combine(folder, "page.pdf"));
        File.WriteAllBytes(html, page);
        var (_, said) = Run(program, folder, [$"--print-to-pdf={pdf}", "--no-pdf-header-footer", new Uri(html).AbsoluteUri], stop);
        var bytes = File.Exists(pdf) ? File.ReadAllBytes(pdf) : [];
        return bytes.AsSpan().StartsWith("%PDF-"u8) ? Undated(bytes) : throw Failed(said);
    });

    /// <summary>Draws figures on white as PNG, all of them in one start of the browser; without figures it needs none.</summary>
    /// <param name="figures">The figures.</param>
    /// <param name="width">Width of every picture in pixels; the height follows from the drawing.</param>
    /// <param name="stop">Ends the browser.</param>
    /// <returns>The pictures by anchor of the figure.</returns>
    /// <exception cref="RefusedInputException">There is no browser (DOC-0017), or it drew nothing within three minutes (DOC-0018).</exception>
    public static IReadOnlyDictionary<string, byte[]> Pictures(IReadOnlyList<FigureBlock> figures, int width, CancellationToken stop = default)
    {
        if (figures.Count == 0)
            return new Dictionary<string, byte[]>();
        return InFolder("Word 文件里图的后备图片", "the fallback of drawings in Word files", (program, folder) =>
        {
            var html = Path.Combine(folder, "figures.html");
            File.WriteAllText(html, Canvases(figures, width), new UTF8Encoding(false));
            var (document, said) = Run(program, folder, ["--dump-dom", new Uri(html).AbsoluteUri], stop);
            var pictures = Picture().Matches(document);
            return pictures.Count == figures.Count
                ? figures.Zip(pictures).ToDictionary(p => p.First.Anchor, p => Convert.FromBase64String(p.Second.Groups[1].Value), StringComparer.Ordinal)
                : throw Failed(said);
        });
    }

    /// <summary>A page whose script paints every drawing on a canvas of its size and leaves the pictures as text: no limit of a window, and one start for all.</summary>
    private static string Canvases(IReadOnlyList<FigureBlock> figures, int width)
    {
        var page = new StringBuilder("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>\n");
        foreach (var figure in figures)
        {
            var height = (int)Math.Round(width * figure.Size.Height / figure.Size.Width);
            var svg = $"<svg width=\"{width}\" height=\"{height}\" font-family=\"{Letters}\"{figure.Svg.TrimStart()["<svg".Length..]}";
            page.Append(CultureInfo.InvariantCulture, $"<img width=\"{width}\" height=\"{height}\" src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}\">\n");
        }

        return page.Append("""
            <script>
            onload = () => {
              const pictures = [];
              for (const img of document.images) {
                const canvas = document.createElement("canvas");
                [canvas.width, canvas.height] = [img.width, img.height];
                const on = canvas.getContext("2d");
                on.fillStyle = "#fff";
                on.fillRect(0, 0, canvas.width, canvas.height);
                on.drawImage(img, 0, 0, canvas.width, canvas.height);
                pictures.push(canvas.toDataURL("image/png"));
              }
              document.body.textContent = pictures.join("\n");
            };
            </script></body></html>
            """).ToString();
    }

    private static T InFolder<T>(string forZh, string forEn, Func<string, string, T> work)
    {
        var program = Find() ?? throw SourceFolder.Refused(ReportFindings.NoBrowser, "", forZh, forEn);
        var folder = Directory.CreateTempSubdirectory("carbonsink-print-").FullName;
        try
        {
            return work(program, folder);
        }
        finally
        {
            Delete(folder);
        }
    }

    /// <summary>A browser may still be writing its profile for an instant after it ended.</summary>
    private static void Delete(string folder)
    {
        for (var left = 5; left > 0; left--)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(200);
            }
        }
    }

    private static (string Output, string Said) Run(string program, string folder, string[] task, CancellationToken stop)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        string[] usual = ["--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-sync", "--disable-background-networking", "--disable-component-update", "--disable-quic", "--host-resolver-rules=MAP * ~NOTFOUND", "--force-color-profile=srgb", $"--user-data-dir={Path.Combine(folder, "profile")}"];
        foreach (var argument in usual.Concat(OperatingSystem.IsLinux() && Environment.UserName == "root" ? ["--no-sandbox"] : []).Concat(task)) // Chromium refuses to run as root with its sandbox
            start.ArgumentList.Add(argument);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                var (output, said) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
                Task.WaitAll([process.WaitForExitAsync(patience.Token), output, said], patience.Token);
                return (output.Result, said.Result);
            }
            catch (Exception e) when (e is OperationCanceledException or AggregateException { InnerException: OperationCanceledException })
            {
                process.Kill(entireProcessTree: true);
                stop.ThrowIfCancellationRequested();
                throw Failed(string.Create(CultureInfo.InvariantCulture, $"{Patience.TotalMinutes:0} min"));
            }
        }
        catch (Win32Exception e)
        {
            throw Failed(e.Message);
        }
    }

    private static RefusedInputException Failed(string said) => SourceFolder.Refused(ReportFindings.BrowserFailed, "", said.Trim() is { Length: > MostSaid } much ? "…" + much[^MostSaid..] : said.Trim());

    /// <summary>Blanks take the place of the dates, so that no offset of the file moves.</summary>
    private static byte[] Undated(byte[] pdf)
    {
        foreach (Match date in Date().Matches(Encoding.Latin1.GetString(pdf)))
            pdf.AsSpan(date.Index, date.Length).Fill((byte)' ');
        return pdf;
    }

    [GeneratedRegex(@"/(CreationDate|ModDate) \(D:[0-9+\-Z']*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex(@"data:image/png;base64,([A-Za-z0-9+/]+=*)", RegexOptions.CultureInvariant)]
    private static partial Regex Picture();
}
