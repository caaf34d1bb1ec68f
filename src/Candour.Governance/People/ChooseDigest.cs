using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.People;

/// <summary>Somebody chooses whether they get a mail each working morning that counts what waits for them. Nobody chooses for another.</summary>
public sealed class ChooseDigest(Operations operations)
{
    public sealed record Request
    {
        public required bool Wanted { get; init; }
    }

    /// <returns>The person, or <c>person.not-found</c>, <c>digest.email</c> or <c>digest.same</c>.</returns>
    public Task<Result<Person>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<Person>(scope, "digest-chosen", "they chose it on their account", async operation =>
        {
            var me = scope.Person is { } reference ? await operation.Db.People.SingleOrDefaultAsync(p => p.Reference == reference, operation.Cancel) : null;
            if (me is null)
            {
                return new Error("person.not-found", "Only a person gets a digest.", "Sign in as that person.");
            }

            if (request.Wanted && me.Email is null)
            {
                return new Error("digest.email", "No e-mail address is entered for you.", "Ask an administrator to enter it.");
            }

            if (me.DailyDigest == request.Wanted)
            {
                return new Error("digest.same", "It is so already.", "Nothing needs to be done.");
            }

            me.DailyDigest = request.Wanted;
            operation.Record(me.Reference.Text, new() { ["wanted"] = request.Wanted });
            return me;
        }, cancel);
}
