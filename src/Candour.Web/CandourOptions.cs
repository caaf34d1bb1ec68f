namespace Candour.Web;

/// <summary>How the web application is started.</summary>
public sealed record CandourOptions
{
    /// <summary>Folder for what outlives the process: the keys that seal cookies and forms. Null: keys live as long as the process.</summary>
    public string? Data { get; init; }

    /// <summary>Addresses to listen on, separated by semicolons. Null: as configured, else http://localhost:5080.</summary>
    public string? Urls { get; init; }

    /// <summary>Organisations are shown under invented names.</summary>
    public bool Demo { get; init; }

    /// <summary>Settings as <c>--Name=value</c>, beside appsettings.json and the environment.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Adds services; tests watch what is logged.</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }

    /// <summary>Reads what stands after <c>dotnet run --</c>.</summary>
    /// <param name="arguments">--data DIR, --urls U, --demo; anything else is a setting.</param>
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
