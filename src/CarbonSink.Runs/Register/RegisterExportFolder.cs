using System.Security.Cryptography;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>The folder of a whole-register export (登记簿导出文件夹): ledger.jsonl, heads.jsonl, register.json.</summary>
public static class RegisterExportFolder
{
    /// <summary>Writes a register, as it is at one moment, into an output folder; whoever opened it commits it with a manifest.</summary>
    /// <returns>SHA-256 of register.json, lower-case hex: the same for the same entries, whatever the store.</returns>
    /// <exception cref="InvalidDataException">A stored entry is not what was hashed into the tree; carries its index.</exception>
    /// <exception cref="InvalidOperationException">No signed head holds all entries: sign first.</exception>
    public static string Write(IRegisterStore store, OutputFolder folder) => store.Read(state =>
    {
        byte[] summary = [];
        folder.Write(RegisterExport.LedgerName, ledger => folder.Write(RegisterExport.HeadsName, heads => summary = RegisterExport.Write(state, ledger, heads)));
        folder.Write(RegisterExport.SummaryName, stream => stream.Write(summary));
        return Convert.ToHexStringLower(SHA256.HashData(summary));
    });

    /// <summary>The files of an export folder.</summary>
    /// <exception cref="IOException">One is missing.</exception>
    public static RegisterFiles Files(string folder) => new(
        File.ReadAllBytes(Path.Combine(folder, RegisterExport.SummaryName)),
        () => File.OpenRead(Path.Combine(folder, RegisterExport.LedgerName)),
        () => File.OpenRead(Path.Combine(folder, RegisterExport.HeadsName)));
}
