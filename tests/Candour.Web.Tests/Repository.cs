using System.Reflection;

namespace Candour.Web.Tests;

/// <summary>Where things lie on this machine.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Configuration { get; } = Metadata("Configuration");

    public static string NodeModules => Path.Combine(Root, "src", "Candour.Web", "node_modules");

    public static bool IsContinuousIntegration => Environment.GetEnvironmentVariable("CI") is "true";

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
