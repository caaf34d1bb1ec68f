using System.Diagnostics;

namespace Candour.Repo.Tests;

/// <summary>The vectors hold for a second implementation too, which knows only the description of the format.</summary>
public class ConformanceTests
{
    [Fact]
    public void Vectors_SecondImplementation_Agrees()
    {
        var (code, output) = Check("conformance/check.py");

        Assert.True(code == 0, output);
        Assert.Matches("^[1-9][0-9]* passed, 0 failed", output);
    }

    [Fact]
    public void Vectors_SecondImplementation_FindsAChange()
    {
        var copy = Path.Combine(Path.GetTempPath(), $"candour-conformance-{Environment.ProcessId}");
        try
        {
            foreach (var file in Repository.Files("*", "conformance"))
            {
                var to = Path.Combine(copy, file);
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(Path.Combine(Repository.Root, file), to);
            }

            var export = Path.Combine(copy, "conformance/evidence/exports/as-it-was.jsonl");
            File.WriteAllText(export, File.ReadAllText(export).Replace("as seen – 5", "as seen – 6", StringComparison.Ordinal));
            var (code, output) = Check(Path.Combine(copy, "conformance/check.py"));

            Assert.Equal(1, code);
            Assert.Contains("FAILED export as-it-was", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static (int Code, string Output) Check(string script)
    {
        var start = new ProcessStartInfo("python3") { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
        start.ArgumentList.Add("-B");
        start.ArgumentList.Add(script);
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        catch (System.ComponentModel.Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("python3 is not installed.");
            throw;
        }
    }
}
