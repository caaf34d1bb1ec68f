using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Accounts;

/// <summary>Says in every organisation that it opens that a break-glass account was used.</summary>
public sealed class RecordBreakGlass(Store store, Operations operations)
{
    /// <summary>What the ledger calls it.</summary>
    public const string Deed = "break-glass-used";

    public async Task RunAsync(Reference account, CancellationToken cancel)
    {
        await using var db = store.Read(Scope.OfInstallation("break-glass"));
        foreach (var seat in await db.Seats.Where(s => s.Account == account).ToListAsync(cancel))
        {
            await operations.RunAsync<Seat>(Scope.Of(seat.At, seat.Person), Deed, "Its seal was broken: somebody signed in with it.", operation =>
            {
                operation.Record(seat.Person.Text, new JsonObject());
                return Task.FromResult<Result<Seat>>(new Seat(seat.At, seat.Person));
            }, cancel);
        }
    }

    private sealed record Seat(string At, Reference Person);
}
