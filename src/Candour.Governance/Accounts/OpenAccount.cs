using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Accounts;

/// <summary>Makes an account and says which person of which organisation signs in with it. Whoever had that seat before has it no more.</summary>
public sealed class OpenAccount(Store store, Operations operations)
{
    public sealed record Request
    {
        public required Account Account { get; init; }

        /// <summary>The organisation's id.</summary>
        public required string At { get; init; }

        public required Reference Person { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The account, or <c>person.not-found</c> or <c>account.name</c>.</returns>
    public Task<Result<Account>> RunAsync(Scope installation, Request request, CancellationToken cancel) =>
        operations.RunAsync<Account>(installation, "account-opened", request.Why, async operation =>
        {
            var db = operation.Db;
            await using (var there = store.Read(Scope.OfSystem(request.At, "seats")))
            {
                if (!await there.People.AnyAsync(p => p.Reference == request.Person, operation.Cancel))
                {
                    return Person.NotFound(request.Person);
                }
            }

            var name = request.Account.NormalisedName;
            if (name is not null && await db.Accounts.AnyAsync(a => a.NormalisedName == name, operation.Cancel))
            {
                return new Error("account.name", "That sign-in name is taken.", "Choose another one.");
            }

            await SeatPerson.VacateAsync(operation, request.At, request.Person);
            db.Accounts.Add(request.Account);
            db.Seats.Add(new() { Organisation = installation.Organisation, Account = request.Account.Reference, At = request.At, Person = request.Person });
            operation.Record(request.Account.Reference.Text, new JsonObject { ["at"] = request.At, ["person"] = request.Person.Text, ["breakGlass"] = request.Account.IsBreakGlass });
            return request.Account;
        }, cancel);
}
