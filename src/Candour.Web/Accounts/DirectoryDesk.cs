using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Candour.Governance;
using Candour.Governance.Accounts;
using Candour.Governance.Ledger;
using Candour.Governance.Organisations;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Candour.Web.Checking;
using Candour.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Accounts;

/// <summary>
/// Whom an organisation's directory sends: who they are in its workforce, their account, the roles of their groups. The directory says who somebody is; that they work there, and since when, the workforce says.
/// </summary>
internal sealed partial class DirectoryDesk(
    Store store, CheckDesk desk, Operations operations, LinkDirectory link, GrantRole grant, WithdrawRole withdraw, TimeProvider clock, ILogger<DirectoryDesk> log)
{
    /// <summary>Who acts, as the ledger says it.</summary>
    public const string Part = "directory";

    private const string Why = "By the organisation's directory, when they signed in with it.";

    private static readonly Scope Door = Scope.OfInstallation(Part);

    /// <summary>The account of who was sent, with the roles that their groups have today.</summary>
    /// <param name="directory">Whose directory it is.</param>
    /// <param name="issuer">As its token names it.</param>
    /// <param name="subject">Whom it means.</param>
    /// <param name="claims">What it says of them.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The account, or why there is none; then nothing is made.</returns>
    public async Task<Result<Account>> EnterAsync(DirectorySettings directory, string issuer, string subject, ClaimsPrincipal claims, CancellationToken cancel)
    {
        var today = clock.Today();
        var (account, seated) = await LinkedAsync(directory, issuer, subject, cancel);
        Person? person;
        await using (var db = store.Read(Scope.OfSystem(directory.Organisation, Part)))
        {
            person = seated is { } reference ? await db.People.SingleOrDefaultAsync(p => p.Reference == reference, cancel) : await NamedAsync(db, directory, claims, cancel);
        }

        var exists = await ExistsAsync(directory.Organisation, today, cancel);
        if (!exists)
        {
            NoOrganisation(log, directory.Organisation);
        }

        if (!exists || person is null || person.JoinedOn > today || person.LeftOn < today)
        {
            return await RefuseAsync("Nobody of the workforce today.", new("directory.workforce", "You are not in the workforce.", "Ask an administrator of Candour."), cancel);
        }

        if (account is null)
        {
            var linked = await link.RunAsync(Door, new() { Issuer = issuer, Subject = subject, At = directory.Organisation, Person = person.Reference, Why = Why }, cancel);
            if (linked.Failed(out var error, out account))
            {
                return await RefuseAsync($"Refused: {error.Code}.", error, cancel);
            }
        }

        await RolesAsync(directory, person, claims, today, cancel);
        return account;
    }

    // Once bound, what the directory calls them counts, and no number or address any more.
    private async Task<(Account? Account, Reference? Person)> LinkedAsync(DirectorySettings directory, string issuer, string subject, CancellationToken cancel)
    {
        await using var db = store.Read(Door);
        var found = await db.DirectoryLinks.Where(l => l.At == directory.Organisation && l.Issuer == issuer && l.Subject == subject)
            .Join(db.Accounts.Where(a => a.ClosedAt == null), l => l.Account, a => a.Reference, (l, a) => a)
            .Join(db.Seats.Where(s => s.At == directory.Organisation), a => a.Reference, s => s.Account, (a, s) => new { Account = a, s.Person })
            .SingleOrDefaultAsync(cancel);
        return (found?.Account, found?.Person);
    }

    private async Task<bool> ExistsAsync(string organisation, DateOnly today, CancellationToken cancel)
    {
        await using var db = store.Read(Door);
        return await db.Organisations.SingleOrDefaultAsync(o => o.Id == organisation, cancel) is { } there && there.Exists(today);
    }

    private static async Task<Person?> NamedAsync(GovernanceContext db, DirectorySettings directory, ClaimsPrincipal claims, CancellationToken cancel)
    {
        var said = claims.FindAll(directory.PersonClaim).Select(c => c.Value.Trim()).Where(v => v.Length > 0).Distinct().ToArray();
        if (said is not [var who])
        {
            return null; // nothing, or several: nobody is guessed
        }

        if (directory.PersonIs is DirectorySettings.Says.StaffNumber)
        {
            return await db.People.SingleOrDefaultAsync(p => p.StaffNumber == who, cancel);
        }

        // The claim `email` holds what anybody may have typed, unless the directory vouches for it; whatever other claim holds an address counts unless it says that it does not.
        var vouched = claims.FindAll("email_verified").Select(c => bool.TryParse(c.Value, out var verified) && verified).ToArray();
        if (vouched.Contains(false) || (directory.PersonClaim is "email" && vouched.Length == 0))
        {
            return null;
        }

        return await db.People.WithEmailAsync(who, cancel);
    }

    private async Task RolesAsync(DirectorySettings directory, Person person, ClaimsPrincipal claims, DateOnly today, CancellationToken cancel)
    {
        if (directory.GroupsClaim is { } of && LeftOut(claims, of))
        {
            // Neither given nor taken away on the strength of a list that is not there.
            GroupsLeftOut(log, directory.Organisation, of);
            return;
        }

        var groups = directory.GroupsClaim is { } claim ? claims.FindAll(claim).Select(c => c.Value).ToHashSet(StringComparer.Ordinal) : [];
        var wanted = directory.Roles.Where(r => groups.Contains(r.Group)).Select(r => r.Parts).ToHashSet();
        var scope = Scope.OfSystem(directory.Organisation, Part);
        List<RoleGrant> held;
        var rulebooks = new Dictionary<string, Engine.Rulebooks.Rulebook?>();
        await using (var db = store.Read(scope))
        {
            held = await db.RoleGrants.On(today).Where(g => g.Person == person.Reference).ToListAsync(cancel);
            foreach (var policy in wanted.Select(w => w.Policy).Where(p => p != OwnRole.Policy).Distinct())
            {
                rulebooks[policy] = await db.AdoptionAsync(policy, today, cancel) is { } adopted ? desk.Version(policy, adopted.Version) : null;
            }
        }

        // What somebody granted by hand is theirs to withdraw; what the directory granted goes with the group.
        foreach (var gone in held.Where(g => g.GrantedBy == scope.By && !wanted.Contains((g.Policy, g.Role))))
        {
            await withdraw.RunAsync(scope, new() { Grant = gone.Reference, Until = today.AddDays(-1), Why = Why }, cancel);
        }

        foreach (var (policy, role) in wanted.Where(w => held.All(g => (g.Policy, g.Role) != w)))
        {
            var rulebook = rulebooks.GetValueOrDefault(policy);
            if (policy != OwnRole.Policy && rulebook is null)
            {
                RoleNotGranted(log, directory.Organisation, policy, role, "policy.not-in-force");
                continue;
            }

            var granted = await grant.RunAsync(scope, new() { Person = person.Reference, Rulebook = rulebook, Role = role, From = today, Until = person.LeftOn, Why = Why }, cancel);
            if (granted.Error is { Code: not "role.held" } error)
            {
                RoleNotGranted(log, directory.Organisation, policy, role, error.Code);
            }
        }
    }

    // Entra ID puts a reference where a list would be too long: `_claim_names` (OpenID Connect Core 1.0, section 5.6.2) or, in short tokens, `hasgroups`.
    private static bool LeftOut(ClaimsPrincipal claims, string claim)
    {
        if (claims.HasClaim(c => c.Type == claim))
        {
            return false;
        }

        return (claim is "groups" && claims.FindAll("hasgroups").Any(c => bool.TryParse(c.Value, out var has) && has)) || claims.FindAll("_claim_names").Any(c => Names(c.Value).Contains(claim));

        static IEnumerable<string> Names(string json)
        {
            try
            {
                return JsonNode.Parse(json) is JsonObject names ? names.Select(n => n.Key) : [];
            }
            catch (JsonException)
            {
                return [];
            }
        }
    }

    private async Task<Error> RefuseAsync(string why, Error error, CancellationToken cancel)
    {
        await operations.RunAsync<string>(Door, "sign-in-refused", why, operation =>
        {
            operation.Record("nobody", new JsonObject());
            return Task.FromResult<Result<string>>("nobody");
        }, cancel);
        return error;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The directory of {Organisation} leaves out the groups of somebody who is in too many of them (claim {Claim}). Their roles were left as they are. Take app roles, or only the groups assigned to the application: docs/how-to/sign-in-with-entra-id.md.")]
    private static partial void GroupsLeftOut(ILogger log, [Plain] string organisation, [Plain] string claim);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Candour:OpenId names the organisation {Organisation}, and there is none of that id here today: nobody can sign in with its directory.")]
    private static partial void NoOrganisation(ILogger log, [Plain] string organisation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The directory of {Organisation} gives the role {Policy}/{Role}, which could not be granted: {Code}. Look at Candour:OpenId.")]
    private static partial void RoleNotGranted(ILogger log, [Plain] string organisation, [Plain] string policy, [Plain] string role, [Plain] string code);
}
