namespace Candour.Web;

/// <summary>How the web application is started.</summary>
public sealed record CandourOptions
{
    /// <summary>Folder for what is kept. Null: as configured, else nothing is kept and nobody signs in.</summary>
    public string? Data { get; init; }

    /// <summary>Folder of the keys that sign ledgers, outside the data folder. Null: as configured, else the usual one for that data folder.</summary>
    public string? Keys { get; init; }

    /// <summary>PostgreSQL's connection string. Null: as configured, else SQLite in the data folder.</summary>
    public string? Connection { get; init; }

    /// <summary>Addresses to listen on, separated by semicolons. Null: as configured, else http://localhost:5080.</summary>
    public string? Urls { get; init; }

    /// <summary>Invented organisations with invented people, and one click to be any of them.</summary>
    public bool Demo { get; init; }

    /// <summary>Where the first administrator's code is said. Null: the console.</summary>
    public TextWriter? Console { get; init; }

    /// <summary>Settings as <c>--Name=value</c>, beside appsettings.json and the environment.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Adds services; tests watch what is logged.</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }

    /// <summary>Reads what stands after <c>dotnet run --</c>.</summary>
    /// <param name="arguments">--data DIR, --keys DIR, --connection STRING, --urls U, --demo; anything else is a setting.</param>
    public static CandourOptions FromArguments(string[] arguments)
    {
        var options = new CandourOptions();
        var settings = new List<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--demo" => options with { Demo = true },
                "--data" when i + 1 < arguments.Length => options with { Data = arguments[++i] },
                "--keys" when i + 1 < arguments.Length => options with { Keys = arguments[++i] },
                "--connection" when i + 1 < arguments.Length => options with { Connection = arguments[++i] },
                "--urls" when i + 1 < arguments.Length => options with { Urls = arguments[++i] },
                var setting => Keep(setting),
            };
        }

        return options with { Settings = settings };

        CandourOptions Keep(string setting)
        {
            settings.Add(setting);
            return options;
        }
    }
}
