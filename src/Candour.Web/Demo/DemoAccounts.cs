using Candour.Governance;
using Candour.Governance.Accounts;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Demo;

/// <summary>Accounts of invented people, made when somebody first is one of them. They have no password: nobody gets in by the ordinary way.</summary>
internal sealed class DemoAccounts(Store store, OpenAccount open, SeatPerson seat, TimeProvider clock)
{
    /// <summary>The account of a person; made, or given the seat too, where it has none yet.</summary>
    /// <param name="organisation">Where they work.</param>
    /// <param name="person">Who.</param>
    /// <param name="account">The human's account where it is known; null for a new one.</param>
    /// <param name="why">For the ledger.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Reference> SeatedAsync(string organisation, Reference person, Reference? account, string why, CancellationToken cancel)
    {
        await using (var db = store.Read(Scope.OfInstallation(DemoSeed.Part)))
        {
            if (await db.Seats.Where(s => s.At == organisation && s.Person == person).Select(s => (Reference?)s.Account).SingleOrDefaultAsync(cancel) is { } there)
            {
                return there;
            }
        }

        if (account is { } known)
        {
            return Done(await seat.RunAsync(Scope.OfAccount(known), new() { Account = known, At = organisation, Person = person, Why = why }, cancel)).Account;
        }

        var made = new Account { Organisation = Scope.InstallationId, Reference = Reference.New(), SecurityStamp = Secrets.ForPrograms(), OpenedAt = clock.Now() };
        return Done(await open.RunAsync(Scope.OfAccount(made.Reference), new() { Account = made, At = organisation, Person = person, Why = why }, cancel)).Reference;
    }

    private static T Done<T>(Result<T> result) where T : class => result.Failed(out var error, out var value) ? throw new InvalidOperationException($"{error.Code}: {error.Message}") : value;
}
