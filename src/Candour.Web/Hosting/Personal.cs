using Microsoft.Extensions.Compliance.Classification;
using Microsoft.Extensions.Compliance.Redaction;

namespace Candour.Web.Hosting;

/// <summary>The classes of what may come near a log. A test holds every log message to them: what has no class is a number, a duration or a fault.</summary>
internal static class DataClasses
{
    private const string Taxonomy = "Candour";

    /// <summary>About a person, or in somebody's words. Never written.</summary>
    public static DataClassification Personal => new(Taxonomy, nameof(Personal));

    /// <summary>Pinned words of the program and of whoever runs it. Written.</summary>
    public static DataClassification Plain => new(Taxonomy, nameof(Plain));
}

/// <summary>The value is about a person, or in somebody's words: it is erased before anything is written.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class PersonalAttribute() : DataClassificationAttribute(DataClasses.Personal);

/// <summary>The value is a pinned word of the program, or of whoever runs it.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class PlainAttribute() : DataClassificationAttribute(DataClasses.Plain);

internal static class Redaction
{
    /// <summary>Logs leave out what has a class, by the framework. Whatever has a class that nobody knows is erased too.</summary>
    public static void AddRedacted(this WebApplicationBuilder builder)
    {
        builder.Logging.EnableRedaction();
        builder.Services.AddRedaction(r => r.SetRedactor<NullRedactor>(DataClasses.Plain).SetRedactor<ErasingRedactor>(DataClasses.Personal).SetFallbackRedactor<ErasingRedactor>());
    }
}
