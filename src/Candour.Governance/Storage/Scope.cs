namespace Candour.Governance.Storage;

/// <summary>In which organisation somebody works, and who. Nothing is read or written without one, and each reaches one organisation only.</summary>
public sealed record Scope
{
    /// <summary>Longest id of an organisation.</summary>
    public const int OrganisationMaxLength = 40;

    /// <summary>Longest name of who acted.</summary>
    public const int ByMaxLength = 40;

    /// <summary>The ledger in which the installation's own deeds stand; no organisation may be called so.</summary>
    public const string InstallationId = "installation";

    private Scope(string organisation, Reference? person, string by) => (Organisation, Person, By) = (organisation, person, by);

    /// <summary>The organisation's id.</summary>
    public string Organisation { get; }

    /// <summary>The person who looks or acts; null for a part of the running system.</summary>
    public Reference? Person { get; }

    /// <summary>Who acts, as the ledger says it: a person's reference, or a part of the system in angle brackets.</summary>
    public string By { get; }

    /// <summary>Whether this is the installation itself and no organisation.</summary>
    public bool IsInstallation => Organisation == InstallationId;

    /// <summary>A person of an organisation. They get nothing of what they must not know of.</summary>
    public static Scope Of(string organisation, Reference person) => new(organisation, person, person.Text);

    /// <summary>A part of the running system, such as the sequencer. Sees the whole of one organisation, so never on behalf of a person.</summary>
    public static Scope OfSystem(string organisation, string part) => new(organisation, null, $"<{part}>");

    /// <summary>What belongs to no organisation: which organisations there are.</summary>
    public static Scope OfInstallation(string part) => new(InstallationId, null, $"<{part}>");

    /// <summary>A human at the installation itself: signing in, changing their password. Reaches no organisation.</summary>
    public static Scope OfAccount(Reference account) => new(InstallationId, null, account.Text);
}
