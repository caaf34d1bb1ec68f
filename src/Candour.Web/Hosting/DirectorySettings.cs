namespace Candour.Web.Hosting;

/// <summary>The sign-in service of one organisation, its directory, spoken to by OpenID Connect: <c>Candour:OpenId:0:Authority</c> and so on.</summary>
public sealed class DirectorySettings
{
    /// <summary>A role that a group has, as a policy names it.</summary>
    public sealed class GroupRole
    {
        /// <summary>The group, as the claim has it.</summary>
        public string Group { get; set; } = "";

        /// <summary>Policy and role: <c>lpt/communications</c>, <c>candour/auditor</c>.</summary>
        public string Role { get; set; } = "";

        /// <summary>The two apart.</summary>
        internal (string Policy, string Id) Parts => Role.Split('/') is [var policy, var id] ? (policy, id) : ("", "");
    }

    /// <summary>How a claim says who somebody is.</summary>
    public enum Says
    {
        /// <summary>By the organisation's own number.</summary>
        StaffNumber,

        /// <summary>By their e-mail address, where the directory has no number.</summary>
        Email,
    }

    /// <summary>What may be set of one.</summary>
    internal static readonly IReadOnlySet<string> Names = new HashSet<string>(
        [nameof(Organisation), nameof(Name), nameof(Authority), nameof(ClientId), nameof(ClientSecret), nameof(ClientSecretFile), nameof(PersonClaim), nameof(PersonIs), nameof(GroupsClaim), nameof(Scopes), nameof(UserInfo), nameof(Roles)],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whose directory it is: the organisation's id.</summary>
    public string Organisation { get; set; } = "";

    /// <summary>As people call it: "Sign in with ...".</summary>
    public string Name { get; set; } = "";

    /// <summary>Its address, under which it describes itself.</summary>
    public Uri? Authority { get; set; }

    /// <summary>As what it knows this installation.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>What it gave this installation to prove itself; better in the environment than in a file of settings.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>A file that holds the secret and nothing else.</summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>The claim that says who somebody is.</summary>
    public string PersonClaim { get; set; } = "";

    /// <summary>What that claim holds.</summary>
    public Says PersonIs { get; set; }

    /// <summary>The claim with their groups; none when not said.</summary>
    public string? GroupsClaim { get; set; }

    /// <summary>What is asked for beside <c>openid</c>, with spaces between.</summary>
    public string Scopes { get; set; } = "profile email";

    /// <summary>It says these claims only when asked apart, at its userinfo address.</summary>
    public bool UserInfo { get; set; }

    /// <summary>Which roles groups have.</summary>
    public IList<GroupRole> Roles { get; } = [];

    /// <summary>Under which name the framework knows it.</summary>
    internal string Scheme => $"directory-{Organisation}";

    /// <summary>Below which its addresses here lie.</summary>
    internal string Path => $"/sign-in/directory/{Organisation}";

    /// <summary>Whether that is what it calls itself: its address, however that is written.</summary>
    internal bool Is(string? issuer) => Uri.TryCreate(issuer, UriKind.Absolute, out var named) && named.AbsoluteUri.TrimEnd('/') == Authority!.AbsoluteUri.TrimEnd('/');

    internal string Secret => ClientSecret ?? File.ReadAllText(ClientSecretFile!).Trim();

    internal IEnumerable<string> Problems(string at)
    {
        if (Organisation.Length == 0 || !Organisation.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-'))
        {
            yield return $"`{at}:Organisation` is `{Organisation}`: write the id of the organisation whose directory it is.";
        }

        foreach (var (name, value) in new[] { (nameof(Name), Name), (nameof(ClientId), ClientId), (nameof(PersonClaim), PersonClaim) })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                yield return $"`{at}:{name}` is missing.";
            }
        }

        if (Authority is null || !Authority.IsAbsoluteUri || !(Authority.Scheme is "https" || IsOnThisMachine(Authority)))
        {
            yield return $"`{at}:Authority` is no address that can be trusted: write one that begins with https://.";
        }

        if (Secrets() is { } wrong)
        {
            yield return $"`{at}:{wrong}";
        }

        if (Roles.Count > 0 && string.IsNullOrWhiteSpace(GroupsClaim))
        {
            yield return $"`{at}:GroupsClaim` is missing: `Roles` are given to groups.";
        }

        for (var i = 0; i < Roles.Count; i++)
        {
            if (Roles[i].Group.Length == 0 || Roles[i].Parts is not ({ Length: > 0 }, { Length: > 0 }))
            {
                yield return $"`{at}:Roles:{i}` needs a `Group`, and a `Role` as policy and role, such as `lpt/communications` or `candour/auditor`.";
            }
        }
    }

    // It is never said what the secret is.
    private string? Secrets()
    {
        if (ClientSecret is null == ClientSecretFile is null)
        {
            return "ClientSecret` or `ClientSecretFile`: set one of the two.";
        }

        return ClientSecret is { Length: 0 } || (ClientSecretFile is not null && !(File.Exists(ClientSecretFile) && File.ReadAllText(ClientSecretFile).Trim().Length > 0)) ? "ClientSecret` or the file named in `ClientSecretFile` is empty, or there is no such file." : null;
    }

    private static bool IsOnThisMachine(Uri address) => address is { Scheme: "http", IsLoopback: true };
}
