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

            if (await operation.Db.Seats.AnyAsync(s => s.At == request.At && s.Person == request.Person, operation.Cancel))
            {
                return new Error("seat.taken", $"`{request.Person}` is seated already.", "One person is one human.");
            }

            if (await operation.Db.Seats.AnyAsync(s => s.At == request.At && s.Account == request.Account, operation.Cancel))
            {
                return new Error("seat.exists", $"This human is somebody else in `{request.At}` already.", "Correct that first.");
            }

            var seat = new Seat { Organisation = installation.Organisation, Account = request.Account, At = request.At, Person = request.Person };
            operation.Db.Seats.Add(seat);
            operation.Record(request.Account.Text, new JsonObject { ["at"] = request.At, ["person"] = request.Person.Text });
            return seat;
        }, cancel);
}
