using Candour.Governance.Mail;
using Candour.Web.Checking;

namespace Candour.Web.Hosting;

/// <summary>What whoever runs an installation may set beside where it keeps; listed in docs/reference/web.md.</summary>
public sealed class RunningSettings
{
    /// <summary>Where people reach the pages: <c>https://candour.example.org/</c>. Needed for mail.</summary>
    public Uri? Address { get; set; }

    /// <summary>The mail server that tells people of tasks.</summary>
    public MailSettings Mail { get; set; } = new();

    /// <summary>A file with the certificate, and its key, that wraps the keys which seal cookies (PFX). One is made in the folder of keys when not said.</summary>
    public string? Certificate { get; set; }

    /// <summary>What opens the certificate's file.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>Where figures and traces are sent by OTLP over HTTP: <c>http://collector:4318/</c>. Nowhere when not said.</summary>
    public Uri? Telemetry { get; set; }

    /// <summary>Where people of an organisation sign in with its own directory.</summary>
    public IList<DirectorySettings> OpenId { get; } = [];

    /// <summary>Reads the settings, and says everything that is wrong at once.</summary>
    /// <exception cref="InvalidDataException">Something is wrong; the message names each setting and what to write.</exception>
    public static RunningSettings Read(IConfiguration configuration)
    {
        var problems = new List<string>();
        var section = configuration.GetSection("Candour");
        var settings = Get<RunningSettings>(section, problems);
        // One by one: as part of a list, one that cannot be read would be left out without a word.
        settings.OpenId.Clear();
        foreach (var directory in section.GetSection(nameof(OpenId)).GetChildren())
        {
            settings.OpenId.Add(Get<DirectorySettings>(directory, problems));
            problems.AddRange(directory.GetChildren().Where(c => !DirectorySettings.Names.Contains(c.Key)).Select(c => $"`{c.Path}` is no setting. Settings there are: {string.Join(", ", DirectorySettings.Names.Order(StringComparer.Ordinal))}."));
        }

        var checks = Get<CheckSettings>(section, problems);
        problems.AddRange(settings.Problems());
        Positive(checks.Readers, nameof(checks.Readers));
        Positive(checks.MaxBytes, nameof(checks.MaxBytes));
        Positive(checks.ChecksPerMinute, nameof(checks.ChecksPerMinute));
        Positive(checks.ChecksPerMinuteOfAddress, nameof(checks.ChecksPerMinuteOfAddress));
        return problems.Count == 0 ? settings : throw new InvalidDataException($"The settings cannot be used:{string.Concat(problems.Distinct().Select(p => $"\n- {p}"))}");

        void Positive(int value, string name)
        {
            if (value < 1)
            {
                problems.Add($"`Candour:{name}` is {value}: write a number above 0.");
            }
        }
    }

    private IEnumerable<string> Problems()
    {
        foreach (var (name, uri) in new[] { (nameof(Address), Address), (nameof(Telemetry), Telemetry) })
        {
            if (uri is not null && !(uri.IsAbsoluteUri && uri.Scheme is "http" or "https"))
            {
                yield return $"`Candour:{name}` is no address: write one that begins with https://.";
            }
        }

        if (Certificate is not null && !File.Exists(Certificate))
        {
            yield return $"`Candour:Certificate` names {Certificate}, and there is no such file.";
        }

        foreach (var problem in OpenId.SelectMany((directory, i) => directory.Problems($"Candour:OpenId:{i}")))
        {
            yield return problem;
        }

        foreach (var twice in OpenId.GroupBy(d => d.Organisation).Where(g => g.Key.Length > 0 && g.Count() > 1))
        {
            yield return $"`Candour:OpenId` names the organisation `{twice.Key}` twice: one directory each.";
        }

        foreach (var problem in Mail.Problems(Address))
        {
            yield return problem;
        }
    }

    private static T Get<T>(IConfigurationSection section, List<string> problems) where T : class, new()
    {
        try
        {
            return section.Get<T>() ?? new();
        }
        catch (InvalidOperationException wrong)
        {
            problems.Add(wrong.Message);
            return new();
        }
    }
}
