namespace Candour.Engine;

/// <summary>The engine's own data files.</summary>
internal static class Embedded
{
    public static Stream Open(string name) =>
        typeof(Embedded).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The engine was built without its file {name}.");
}
