using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Accounts;

/// <summary>Signs somebody out: of one session, of all others, or of all.</summary>
public sealed class EndSessions(Operations operations)
{
    public sealed record Request
    {
        public required Reference Account { get; init; }

        /// <summary>The one to end; null for all.</summary>
        public string? Only { get; init; }

        /// <summary>The one that goes on; null for none.</summary>
        public string? Except { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>What ended; nothing to end is no error, and then nothing is written.</returns>
    public async Task<Result<IReadOnlyList<Session>>> RunAsync(Scope installation, Request request, CancellationToken cancel)
    {
        var result = await operations.RunAsync<IReadOnlyList<Session>>(installation, "sessions-ended", request.Why, async operation =>
        {
            var open = await operation.Db.Sessions
                .Where(s => s.Account == request.Account && s.EndedAt == null && s.Until > operation.At && (request.Only == null || s.Id == request.Only) && (request.Except == null || s.Id != request.Except))
                .ToListAsync(operation.Cancel);
            if (open.Count == 0)
            {
                return new Error("session.none", "No such session is open.", "Nothing needs to be done.");
            }

            foreach (var session in open)
            {
                session.EndedAt = operation.At;
            }

            operation.Record(request.Account.Text, new JsonObject { ["count"] = open.Count });
            return open;
        }, cancel);
        return result.Error is { Code: "session.none" } ? Array.Empty<Session>() : result;
    }
}
