namespace CarbonSink.Gdal;

/// <summary>GDAL's native library, where there is one.</summary>
internal static class GdalLibrary
{
}
