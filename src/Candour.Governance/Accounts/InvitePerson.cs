using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Accounts;

/// <summary>Makes a one-time code with which a person makes their account. A newer one takes the place of those before.</summary>
public sealed class InvitePerson(Operations operations)
{
    /// <summary>How long a code is good.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromDays(7);

    public sealed record Request
    {
        public required Reference Person { get; init; }

        public required string Why { get; init; }
    }

    /// <summary>An invitation, and the only sight of its code.</summary>
    /// <param name="Invitation">As kept.</param>
    /// <param name="Code">What the person types: the organisation's id, and random signs.</param>
    public sealed record Given(Invitation Invitation, string Code);

    /// <returns>The code, or <c>person.not-found</c> or <c>person.left</c>.</returns>
    public Task<Result<Given>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<Given>(scope, "person-invited", request.Why, async operation =>
        {
            var person = await operation.Db.People.FindAsync([scope.Organisation, request.Person], operation.Cancel);
            if (person is null)
            {
                return Person.NotFound(request.Person);
            }

            if (person.LeftOn < operations.Clock.Today())
            {
                return new Error("person.left", $"`{request.Person}` left on {person.LeftOn:yyyy-MM-dd}.", "Only who works here can sign in.");
            }

            foreach (var earlier in await operation.Db.Invitations.Where(i => i.Person == request.Person && i.SpentAt == null).ToListAsync(operation.Cancel))
            {
                earlier.SpentAt = operation.At;
            }

            var signs = Secrets.ToType(5);
            var invitation = new Invitation
            {
                Organisation = scope.Organisation, Reference = Reference.New(), Person = request.Person, CodeHash = Secrets.Hash(Secrets.Typed(signs)), MadeAt = operation.At, Until = operation.At + GoodFor,
            };
            operation.Db.Invitations.Add(invitation);
            operation.Record(request.Person.Text, new JsonObject { ["invitation"] = invitation.Reference.Text, ["until"] = $"{invitation.Until:O}" });
            return new Given(invitation, $"{scope.Organisation} {signs}");
        }, cancel);
}
