using Candour.Governance.Ledger;

namespace Candour.Web.Hosting;

/// <summary>Where an installation keeps what it keeps. An installation without it checks and answers, keeps nothing, and nobody signs in.</summary>
public sealed record KeepingSettings
{
    /// <summary>The data folder; null where PostgreSQL keeps everything.</summary>
    public required string? Data { get; init; }

    /// <summary>PostgreSQL's connection string; null for SQLite in the data folder.</summary>
    public required string? Connection { get; init; }

    /// <summary>The folder of the keys that sign ledgers.</summary>
    public required string Keys { get; init; }

    /// <summary>Invented organisations with invented people; anybody may be any of them.</summary>
    public required bool Demo { get; init; }

    /// <summary>For which host passkeys are made and taken; null for the one asked for.</summary>
    public string? Domain { get; init; }

    /// <summary>Where the first administrator's code is said.</summary>
    public TextWriter Console { get; init; } = System.Console.Out;

    /// <summary>A folder that goes when the process ends; null where data stays.</summary>
    public string? Temporary { get; init; }

    /// <summary>How often checkpoints are signed.</summary>
    public TimeSpan SignEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A session ends after this, whatever happens.</summary>
    public TimeSpan LongestSession { get; init; } = TimeSpan.FromHours(12);

    /// <summary>A session ends after this without a request.</summary>
    public TimeSpan IdleSession { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Reads options and configuration; null where nothing is kept.</summary>
    public static KeepingSettings? Read(IConfiguration configuration, CandourOptions options)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(options);
        var section = configuration.GetSection("Candour");
        var (data, connection) = (options.Data ?? section["Data"], options.Connection ?? section["Connection"]);
        var demo = options.Demo || section.GetValue<bool>("Demo");
        string? temporary = null;
        if (data is null && connection is null)
        {
            if (!demo)
            {
                return null;
            }

            temporary = Directory.CreateTempSubdirectory("candour-demo-").FullName;
            data = Path.Combine(temporary, "data");
        }

        return new()
        {
            Data = data, Connection = connection, Demo = demo, Temporary = temporary, Domain = section["Domain"], Console = options.Console ?? System.Console.Out,
            Keys = options.Keys ?? section["Keys"] ?? (temporary is not null ? Path.Combine(temporary, "keys") : data is null ? KeyFolder.Usual : KeyFolder.UsualFor(data)),
        };
    }
}
