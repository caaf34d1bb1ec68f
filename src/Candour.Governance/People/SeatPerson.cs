using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.People;

/// <summary>Says that a person of an organisation is a human known to the installation.</summary>
public sealed class SeatPerson(Store store, Operations operations)
{
    public sealed record Request
    {
        /// <summary>The human; a new reference for somebody not known yet.</summary>
        public required Reference Account { get; init; }

        /// <summary>The organisation's id.</summary>
        public required string At { get; init; }

        public required Reference Person { get; init; }

        /// <summary>They were invited anew: whoever had the seat before has it no more.</summary>
        public bool Anew { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The seat, or <c>person.not-found</c>, <c>seat.taken</c> or <c>seat.exists</c>.</returns>
    public Task<Result<Seat>> RunAsync(Scope installation, Request request, CancellationToken cancel) =>
        operations.RunAsync<Seat>(installation, "person-seated", request.Why, async operation =>
        {
            await using (var there = store.Read(Scope.OfSystem(request.At, "seats")))
            {
                if (!await there.People.AnyAsync(p => p.Reference == request.Person, operation.Cancel))
                {
                    return Person.NotFound(request.Person);
                }
            }

            if (await operation.Db.Seats.SingleOrDefaultAsync(s => s.At == request.At && s.Person == request.Person, operation.Cancel) is { } taken)
            {
                if (!request.Anew || taken.Account == request.Account)
                {
                    return new Error("seat.taken", $"`{request.Person}` is seated already.", "One person is one human.");
                }
            }

            if (await operation.Db.Seats.AnyAsync(s => s.At == request.At && s.Account == request.Account, operation.Cancel))
            {
                return new Error("seat.exists", $"This human is somebody else in `{request.At}` already.", "Correct that first.");
            }

            await VacateAsync(operation, request.At, request.Person);
            var seat = new Seat { Organisation = installation.Organisation, Account = request.Account, At = request.At, Person = request.Person };
            operation.Db.Seats.Add(seat);
            operation.Record(request.Account.Text, new JsonObject { ["at"] = request.At, ["person"] = request.Person.Text });
            return seat;
        }, cancel);

    /// <summary>Takes a seat away from the account that had it. An account without any seat is closed, and its name is free again.</summary>
    internal static async Task VacateAsync(Operation operation, string at, Reference person)
    {
        var db = operation.Db;
        if (await db.Seats.SingleOrDefaultAsync(s => s.At == at && s.Person == person, operation.Cancel) is not { } seat)
        {
            return;
        }

        db.Remove(seat);
        // Who came in by the organisation's directory comes in no more: neither with what was bound, nor in a session from it.
        db.RemoveRange(await db.DirectoryLinks.Where(l => l.Account == seat.Account && l.At == at).ToListAsync(operation.Cancel));
        var before = await db.Accounts.SingleOrDefaultAsync(a => a.Reference == seat.Account, operation.Cancel);
        if (before is null || await db.Seats.AnyAsync(s => s.Account == seat.Account && s.At != at, operation.Cancel))
        {
            return;
        }

        (before.ClosedAt, before.SignInName, before.NormalisedName, before.PasswordHash, before.AuthenticatorKey, before.RecoveryCodes) = (operation.At, null, null, null, null, "");
        foreach (var session in await db.Sessions.Where(s => s.Account == before.Reference && s.EndedAt == null).ToListAsync(operation.Cancel))
        {
            session.EndedAt = operation.At;
        }
    }
}
