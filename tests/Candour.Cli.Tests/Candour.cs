using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Candour.Cli.Tests;

/// <summary>Runs the built command line as a person would, from another working directory.</summary>
internal static class Program
{
    public static (int Code, string Out, string Error) Run(string[] args, byte[]? input = null)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "candour"))
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        try
        {
            process.StandardInput.BaseStream.Write(input ?? []);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It refused before it read all; that is what some tests are about.
        }

        if (!process.WaitForExit(120_000))
        {
            process.Kill();
            throw new TimeoutException($"candour {string.Join(' ', args)} did not end.");
        }

        return (process.ExitCode, output.Result, error.Result);
    }

    public static (int Code, JsonElement Json) Json(string[] args, byte[]? input = null)
    {
        var (code, output, error) = Run(args, input);
        Assert.True(output.Length > 0, $"exit {code}: {error}");
        return (code, JsonDocument.Parse(output).RootElement);
    }

    public static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
