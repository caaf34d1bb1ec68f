using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Access;

/// <summary>Brings something up. Whoever is named in it is walled off from it in the same transaction.</summary>
public sealed class OpenMatter(Operations operations)
{
    public sealed record Request
    {
        /// <summary>The rulebook's id.</summary>
        public required string Policy { get; init; }

        public required string Kind { get; init; }

        public required string Text { get; init; }

        public IReadOnlyCollection<Reference> Named { get; init; } = [];

        public required string Why { get; init; }
    }

    /// <returns>The matter, or <c>matter.text</c> or <c>person.not-found</c>.</returns>
    public Task<Result<Matter>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<Matter>(scope, "matter-opened", request.Why, async operation =>
        {
            var text = request.Text.Trim();
            if (text.Length is 0 or > Matter.TextMaxLength)
            {
                return new Error("matter.text", $"The text has {text.Length:N0} characters.", $"Write between 1 and {Matter.TextMaxLength:N0}.");
            }

            var matter = new Matter { Organisation = scope.Organisation, Reference = Reference.New(), Policy = request.Policy, Kind = request.Kind, Text = text, OpenedAt = operation.At, Reporter = scope.Person };
            operation.Db.Matters.Add(matter);
            foreach (var person in request.Named.Distinct())
            {
                if (await operation.Db.People.FindAsync([scope.Organisation, person], operation.Cancel) is null)
                {
                    return Person.NotFound(person);
                }

                matter.Named.Add(new() { Organisation = scope.Organisation, Matter = matter.Reference, Person = person });
                operation.Db.Walls.Add(new() { Organisation = scope.Organisation, Matter = matter.Reference, Person = person, Because = person });
            }

            operation.Record(matter.Reference.Text, new JsonObject { ["kind"] = matter.Kind, ["named"] = new JsonArray([.. matter.Named.Select(n => JsonValue.Create(n.Person.Text))]) });
            return matter;
        }, cancel);
}
