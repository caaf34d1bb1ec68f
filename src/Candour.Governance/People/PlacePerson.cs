using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;

namespace Candour.Governance.People;

/// <summary>Says where somebody works, as what, and for how long. Several places at once are possible.</summary>
public sealed class PlacePerson(Operations operations)
{
    public sealed record Request
    {
        public required Reference Person { get; init; }

        public required string Place { get; init; }

        /// <summary>A value of the fact <c>actor</c>.</summary>
        public required string As { get; init; }

        public required DateOnly From { get; init; }

        public DateOnly? Until { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The placement, or <c>person.not-found</c>, <c>placement.place</c>, <c>placement.as</c> or <c>placement.days</c>.</returns>
    public Task<Result<Placement>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<Placement>(scope, "person-placed", request.Why, async operation =>
        {
            var place = request.Place.Trim();
            if (Placement.Check(place, request.As) is { } wrong)
            {
                return wrong;
            }

            var person = await operation.Db.People.FindAsync([scope.Organisation, request.Person], operation.Cancel);
            if (person is null)
            {
                return Person.NotFound(request.Person);
            }

            var until = request.Until ?? person.LeftOn;
            if (until < request.From || person.LeftOn < until)
            {
                return new Error("placement.days", $"{request.From:yyyy-MM-dd} to {until:yyyy-MM-dd} cannot be worked{(person.LeftOn is { } left ? $"; `{request.Person}` leaves on {left:yyyy-MM-dd}" : "")}.", "Choose other days.");
            }

            var placement = new Placement { Organisation = scope.Organisation, Reference = Reference.New(), Person = request.Person, Place = place, As = request.As, From = request.From, Until = until };
            operation.Db.Placements.Add(placement);
            operation.Record(request.Person.Text, new JsonObject { ["placement"] = placement.Reference.Text, ["place"] = place, ["as"] = request.As, ["from"] = $"{request.From:yyyy-MM-dd}", ["until"] = until is { } last ? $"{last:yyyy-MM-dd}" : null });
            return placement;
        }, cancel);
}
