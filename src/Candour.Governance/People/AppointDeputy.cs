using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;

namespace Candour.Governance.People;

/// <summary>Lets somebody stand in for somebody else until a day.</summary>
public sealed class AppointDeputy(Operations operations)
{
    public sealed record Request
    {
        /// <summary>Who stands in.</summary>
        public required Reference Person { get; init; }

        public required Reference For { get; init; }

        public required DateOnly From { get; init; }

        public required DateOnly Until { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The row, or <c>person.not-found</c>, <c>person.left</c>, <c>deputy.self</c>, <c>deputy.own</c>, <c>deputy.days</c> or <c>deputy.exists</c>.</returns>
    public Task<Result<Deputy>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<Deputy>(scope, "deputy-appointed", request.Why, async operation =>
        {
            if (request.Person == request.For)
            {
                return new Error("deputy.self", "Nobody stands in for themselves.", "Name somebody else.");
            }

            if (request.Person == scope.Person)
            {
                return new Error("deputy.own", "Nobody makes themselves somebody's deputy.", "Let the other person, or somebody else who may, do it.");
            }

            if (request.Until < request.From)
            {
                return new Error("deputy.days", $"{request.Until:yyyy-MM-dd} is before {request.From:yyyy-MM-dd}.", "Choose a last day that is not before the first.");
            }

            foreach (var reference in new[] { request.Person, request.For })
            {
                var person = await operation.Db.People.FindAsync([scope.Organisation, reference], operation.Cancel);
                if (person is null)
                {
                    return Person.NotFound(reference);
                }

                if (person.LeftOn < request.Until)
                {
                    return new Error("person.left", $"`{reference}` leaves on {person.LeftOn:yyyy-MM-dd}.", "Choose that day or an earlier one.");
                }
            }

            if (await operation.Db.Deputies.FindAsync([scope.Organisation, request.Person, request.For, request.From], operation.Cancel) is not null)
            {
                return new Error("deputy.exists", $"`{request.Person}` stands in for `{request.For}` from {request.From:yyyy-MM-dd} already.", "Choose another day.");
            }

            var deputy = new Deputy { Organisation = scope.Organisation, Person = request.Person, For = request.For, From = request.From, Until = request.Until };
            operation.Db.Deputies.Add(deputy);
            operation.Record(request.For.Text, new JsonObject { ["deputy"] = request.Person.Text, ["from"] = $"{request.From:yyyy-MM-dd}", ["until"] = $"{request.Until:yyyy-MM-dd}" });
            return deputy;
        }, cancel);
}
