using System.Runtime.CompilerServices;

namespace Candour.Repo.Tests;

/// <summary>The repository's files, without what a build leaves.</summary>
internal static class Repository
{
    private static readonly string[] Left = ["bin", "obj", "node_modules", "artifacts", ".git", "TestResults", "dist"];

    public static string Root { get; } = Find();

    public static IEnumerable<string> Files(string pattern, string below = "") =>
        Directory.EnumerateFiles(Path.Combine(Root, below), pattern, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => !f.Split('/').Any(Left.Contains)).Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Find([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
