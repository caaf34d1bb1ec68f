using System.Security.Claims;
using System.Text.Json;
using Candour.Governance;
using Candour.Governance.Accounts;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Candour.Web.Checking;
using Candour.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Candour.Web.Accounts;

/// <summary>
/// Directories of organisations, spoken to by the framework's handler: authorisation code with PKCE, state and nonce. What comes back opens a session of ours, of the same kind and length as any other.
/// </summary>
public sealed partial class Directories(RunningSettings running, IOptionsMonitor<OpenIdConnectOptions> options, ILogger<Directories> log)
{
    private const string IssuerItem = "issuer";
    private const string SubjectItem = "subject";
    private const string SessionItem = "session";

    // A log-out is told at once; what is older was kept by somebody.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    // Two machines' clocks may differ by so much.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    // Longer ones would make the cookie too large for proxies. The directory then asks who signs out.
    private const int LongestToken = 4_000;

    /// <summary>All of them.</summary>
    public IReadOnlyList<DirectorySettings> All { get; } = [.. running.OpenId];

    /// <summary>The one of an organisation.</summary>
    public DirectorySettings? Of(string? organisation) => All.FirstOrDefault(d => d.Organisation == organisation);

    /// <summary>What it says of itself; null when it does not answer.</summary>
    internal async Task<OpenIdConnectConfiguration?> DescribedAsync(DirectorySettings directory, CancellationToken cancel)
    {
        try
        {
            var described = await options.Get(directory.Scheme).ConfigurationManager!.GetConfigurationAsync(cancel);
            if (directory.Is(described.Issuer))
            {
                return described;
            }

            AnotherName(log, directory.Organisation);
            return null;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or IOException or HttpRequestException)
        {
            return null;
        }
    }

    internal static void Set(OpenIdConnectOptions o, DirectorySettings directory)
    {
        (o.Authority, o.ClientId, o.ClientSecret) = (directory.Authority!.ToString(), directory.ClientId, directory.Secret);
        o.TokenValidationParameters.ClockSkew = Skew;
        o.RequireHttpsMetadata = directory.Authority.Scheme is "https";
        (o.ResponseType, o.UsePkce) = (OpenIdConnectResponseType.Code, true);
        // The code comes back in the address: good once, and only with this browser's cookies, which a form of another site would not carry.
        o.ResponseMode = OpenIdConnectResponseMode.Query;
        foreach (var cookie in new[] { o.CorrelationCookie, o.NonceCookie })
        {
            (cookie.SameSite, cookie.SecurePolicy, cookie.HttpOnly, cookie.IsEssential) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest, true, true);
        }

        (o.CorrelationCookie.Name, o.NonceCookie.Name) = ("candour-directory-", "candour-nonce-");
        (o.CallbackPath, o.SignedOutCallbackPath, o.SignedOutRedirectUri, o.RemoteSignOutPath) = ($"{directory.Path}/back", $"{directory.Path}/out", "/sign-out", default);
        (o.MapInboundClaims, o.SaveTokens, o.SignInScheme, o.SignOutScheme) = (false, true, SessionCookie.Scheme, SessionCookie.Scheme);
        o.Scope.Clear();
        foreach (var scope in directory.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend("openid").Distinct())
        {
            o.Scope.Add(scope);
        }

        o.GetClaimsFromUserInfoEndpoint = directory.UserInfo;
        o.ClaimActions.Clear();
        foreach (var claim in new[] { directory.PersonClaim, directory.GroupsClaim, "email_verified" }.OfType<string>().Distinct())
        {
            o.ClaimActions.MapJsonKey(claim, claim);
        }

        o.Events = new()
        {
            OnTokenValidated = context =>
            {
                // A directory that gives itself another's name is none: OpenID Connect Discovery 1.0, section 4.3.
                if (!directory.Is(context.SecurityToken.Issuer))
                {
                    context.Fail("The token is not of this directory.");
                    return Task.CompletedTask;
                }

                // From the signed token itself, whatever is made of its claims later.
                context.Properties!.Items[IssuerItem] = context.SecurityToken.Issuer;
                context.Properties.Items[SubjectItem] = context.SecurityToken.Subject;
                context.Properties.Items[SessionItem] = context.Principal!.FindFirstValue("sid");
                return Task.CompletedTask;
            },
            OnTicketReceived = context => EnterAsync(context, directory),
            OnRemoteFailure = context =>
            {
                // What went wrong holds what strangers sent; people get a page, and who runs it finds the kind in figures.
                context.Response.Redirect("/sign-in/refused/failed");
                context.HandleResponse();
                return Task.CompletedTask;
            },
        };
    }

    private static async Task EnterAsync(TicketReceivedContext context, DirectorySettings directory)
    {
        var (http, items) = (context.HttpContext, context.Properties!.Items);
        context.HandleResponse();
        if (items[IssuerItem] is not { Length: > 0 } issuer || items[SubjectItem] is not { Length: > 0 } subject)
        {
            context.Response.Redirect("/sign-in/refused/failed");
            return;
        }

        var entered = await http.RequestServices.GetRequiredService<DirectoryDesk>().EnterAsync(directory, issuer, subject, context.Principal!, http.RequestAborted);
        if (entered.Failed(out var error, out var account))
        {
            context.Response.Redirect($"/sign-in/refused/{(error.Code is "directory.workforce" or "person.left" or "person.not-found" ? "workforce" : "linked")}");
            return;
        }

        // The framework answers before anybody looks who sat here: so that what this browser held before ends, as with any sign-in.
        await http.AuthenticateAsync(SessionCookie.Scheme);
        var there = new DirectorySession(directory.Organisation, items[SessionItem], context.Properties.GetTokenValue(OpenIdConnectParameterNames.IdToken) is { Length: <= LongestToken } token ? token : null);
        var refused = await http.RequestServices.GetRequiredService<SessionCookie>().SignInAsync(http, account, "directory", directory.Organisation, "The organisation's directory said who it is.", there);
        context.Response.Redirect(refused is null ? context.ReturnUri ?? "/" : "/sign-in/refused/linked");
    }

    /// <summary>The directory itself says that a session ended there: OpenID Connect Back-Channel Logout 1.0.</summary>
    internal async Task<bool> EndedAsync(DirectorySettings directory, string? token, EndAtDirectory end, TimeProvider clock, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(token) || await DescribedAsync(directory, cancel) is not { } described)
        {
            return false;
        }

        var result = await ValidateAsync(directory, described, token);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // It may sign with a new key. How often it is asked again is limited by the manager.
            options.Get(directory.Scheme).ConfigurationManager!.RequestRefresh();
            result = await DescribedAsync(directory, cancel) is { } again ? await ValidateAsync(directory, again, token) : result;
        }

        if (!result.IsValid || result.SecurityToken is not JsonWebToken said)
        {
            return false;
        }

        var (subject, session, word) = (Text("sub"), Text("sid"), Text("jti"));
        var isEnd = said.TryGetPayloadValue<JsonElement>("events", out var events) && events.ValueKind is JsonValueKind.Object && events.TryGetProperty("http://schemas.openid.net/event/backchannel-logout", out _);
        var now = clock.GetUtcNow().UtcDateTime;
        var isNew = said.IssuedAt > now - Fresh && said.IssuedAt < now + Skew;
        if (!isEnd || !isNew || word is null || said.TryGetPayloadValue<object>("nonce", out _) || (subject is null && session is null))
        {
            return false;
        }

        return (await end.RunAsync(Scope.OfInstallation(DirectoryDesk.Part), new() { At = directory.Organisation, Issuer = said.Issuer, Subject = subject, Session = session, Word = word, Why = "They signed out at the organisation's directory." }, cancel)).Error is null;

        string? Text(string name) => said.TryGetPayloadValue<string>(name, out var value) && value.Length > 0 ? value : null;
    }

    /// <summary>Finds roles in the settings that no policy has. Looked for before anybody comes: a role that is misspelt would be missing without a word.</summary>
    /// <param name="running">The settings.</param>
    /// <param name="desk">The policies.</param>
    /// <exception cref="InvalidDataException">There are some; the message names each setting and what to write.</exception>
    public static void CheckRoles(RunningSettings running, CheckDesk desk)
    {
        var problems = new List<string>();
        var roles = new Dictionary<string, HashSet<string>> { [OwnRole.Policy] = [.. OwnRole.All.Select(r => r.Id)] };
        foreach (var (directory, i) in running.OpenId.Select((d, i) => (d, i)))
        {
            foreach (var (given, j) in directory.Roles.Select((r, j) => (r, j)))
            {
                var (policy, id) = given.Parts;
                var versions = desk.Library.Contents.Rulebooks.Where(r => r.Id == policy);
                if (!roles.TryGetValue(policy, out var known))
                {
                    known = [.. versions.SelectMany(v => desk.Library.Get(v).Roles).Select(r => r.Id)];
                    roles.Add(policy, known);
                }

                if (!known.Contains(id))
                {
                    problems.Add($"`Candour:OpenId:{i}:Roles:{j}:Role` is `{given.Role}`: {(known.Count == 0 ? $"there is no policy `{policy}` here. Policies are: {string.Join(", ", desk.Library.Contents.Rulebooks.Select(r => r.Id).Append(OwnRole.Policy).Distinct())}" : $"policy `{policy}` has no such role. Its roles are: {string.Join(", ", known.Order(StringComparer.Ordinal))}")}.");
                }
            }
        }

        if (problems.Count > 0)
        {
            throw new InvalidDataException($"The settings cannot be used:{string.Concat(problems.Select(p => $"\n- {p}"))}");
        }
    }

    private static Task<TokenValidationResult> ValidateAsync(DirectorySettings directory, OpenIdConnectConfiguration described, string token) => new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new()
    {
        ValidIssuer = described.Issuer, ValidAudience = directory.ClientId, IssuerSigningKeys = described.SigningKeys, RequireExpirationTime = false, ClockSkew = Skew,
    });

    [LoggerMessage(Level = LogLevel.Error, Message = "The directory of {Organisation} calls itself otherwise than Candour:OpenId has its Authority, and is not believed. Write the address that it calls itself, its issuer.")]
    private static partial void AnotherName(ILogger log, [Plain] string organisation);
}

/// <summary>Puts directories into the application.</summary>
internal static class DirectoriesInTheApplication
{
    public static void AddDirectories(this IServiceCollection services, AuthenticationBuilder authentication, RunningSettings running)
    {
        services.AddSingleton(provider => new Directories(running, provider.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>(), provider.GetRequiredService<ILogger<Directories>>()));
        services.AddSingleton<DirectoryDesk>();
        foreach (var directory in running.OpenId)
        {
            authentication.AddOpenIdConnect(directory.Scheme, directory.Name, o => Directories.Set(o, directory));
        }
    }

    /// <summary>Where a directory says that somebody signed out there.</summary>
    public static void MapDirectories(this WebApplication app)
    {
        if (app.Services.GetService<Directories>() is not { } directories)
        {
            return;
        }

        app.MapPost("/sign-in/directory/{organisation}/ended", async (string organisation, HttpContext http, EndAtDirectory end, TimeProvider clock) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            if (directories.Of(organisation) is not { } directory)
            {
                return Results.NotFound();
            }

            var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
            return await directories.EndedAsync(directory, form?["logout_token"], end, clock, http.RequestAborted) ? Results.Ok() : Results.BadRequest();
        }).AllowAnonymous().ExcludeFromDescription();
    }
}
