using Candour.Governance;
using Candour.Governance.Accounts;
using Candour.Governance.Ledger;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Accounts;

/// <summary>An administrator on paper, for the day on which no other can sign in.</summary>
internal sealed class BreakGlass(Store store, AddPerson add, GrantRole grant, OpenAccount open, FactorDesk factors, TimeProvider clock)
{
    private const string StaffNumber = "break-glass";

    /// <summary>How long every administrator is told of a use.</summary>
    private static readonly TimeSpan Told = TimeSpan.FromDays(30);

    /// <summary>What stands on the paper.</summary>
    public sealed record Paper(string Name, string Password, IReadOnlyList<string> Codes);

    /// <summary>Makes one; the one from before is good for nothing then.</summary>
    public async Task<Result<Paper>> SealAsync(CurrentPerson current, string why, CancellationToken cancel)
    {
        var scope = current.Scope;
        var added = await add.RunAsync(scope, new() { StaffNumber = StaffNumber, Name = "Break-glass account", JoinedOn = clock.Today(), Why = why }, cancel);
        if (added.Error is { Code: not "person.exists" } error)
        {
            return error;
        }

        Reference person;
        await using (var db = store.Read(scope))
        {
            person = await db.People.Where(p => p.StaffNumber == StaffNumber).Select(p => p.Reference).SingleAsync(cancel);
        }

        var granted = await grant.RunAsync(scope, new() { Person = person, Rulebook = null, Role = OwnRole.Administrator, From = clock.Today(), Why = why }, cancel);
        if (granted.Error is { Code: not "role.held" } refused)
        {
            return refused;
        }

        string[] codes = [.. Enumerable.Range(0, 10).Select(_ => Secrets.ToType(3))];
        var (name, password) = ($"{StaffNumber}-{scope.Organisation}-{Secrets.ToType(1).ToLowerInvariant()}", Secrets.ToType(6));
        var account = factors.Make(name, password, isBreakGlass: true);
        (account.HasSecondFactor, account.EnrolBy, account.RecoveryCodes) = (true, null, string.Join(' ', codes.Select(c => Secrets.Hash(Secrets.Typed(c)))));
        var opened = await open.RunAsync(Scope.OfAccount(account.Reference), new() { Account = account, At = scope.Organisation, Person = person, Why = why }, cancel);
        return opened.Failed(out var notOpened, out _) ? notOpened : new Paper(name, password, codes);
    }

    /// <summary>When the one there is was made; null where there is none.</summary>
    public async Task<DateOnly?> SealedOnAsync(string organisation, CancellationToken cancel)
    {
        await using var db = store.Read(Scope.OfInstallation(StaffNumber));
        var at = await db.Seats.Where(s => s.At == organisation).Join(db.Accounts.Where(a => a.IsBreakGlass && a.ClosedAt == null), s => s.Account, a => a.Reference, (s, a) => (DateTimeOffset?)a.OpenedAt).FirstOrDefaultAsync(cancel);
        return at is { } day ? DateOnly.FromDateTime(day.UtcDateTime) : null;
    }

    /// <summary>When it was used lately: for the start page of administrators.</summary>
    public async Task<IReadOnlyList<DateTimeOffset>> UsesAsync(CurrentPerson current, CancellationToken cancel)
    {
        var since = clock.Now() - Told;
        await using var db = store.Read(current.Scope);
        return await db.Entries.Where(e => e.What == RecordBreakGlass.Deed && e.At >= since).OrderByDescending(e => e.At).Select(e => e.At).ToListAsync(cancel);
    }
}
