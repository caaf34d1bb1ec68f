using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Candour.Governance.Background;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Accounts;

/// <summary>An organisation's directory says that somebody signed out there: what it opened here ends. Each such word counts once.</summary>
public sealed class EndAtDirectory(Operations operations)
{
    public sealed record Request
    {
        /// <summary>Whose directory: the organisation's id.</summary>
        public required string At { get; init; }

        /// <summary>The directory, as its tokens name it.</summary>
        public required string Issuer { get; init; }

        /// <summary>Who signed out; null where only a session is named.</summary>
        public string? Subject { get; init; }

        /// <summary>The session that ended there; null for all of theirs.</summary>
        public string? Session { get; init; }

        /// <summary>What the directory calls this word, and no other of its words.</summary>
        public required string Word { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>What ended; a word that was heard before is no error, and then nothing is written.</returns>
    public async Task<Result<IReadOnlyList<Session>>> RunAsync(Scope installation, Request request, CancellationToken cancel)
    {
        var result = await operations.RunAsync<IReadOnlyList<Session>>(installation, "sessions-ended", request.Why, async operation =>
        {
            var db = operation.Db;
            // Whoever saw it on its way must not end with it what is opened later.
            if (!await operation.IsFirstAsync(new(WordId(request), installation.Organisation, 1)))
            {
                return Delivery.DoneBefore;
            }

            var there = request.Session is { } said ? Secrets.Hash(said) : null;
            var open = await db.Sessions
                .Where(s => s.Directory == request.At && s.EndedAt == null && s.Until > operation.At && (there == null || s.DirectorySession == there)
                    && (request.Subject == null || db.DirectoryLinks.Any(l => l.At == request.At && l.Issuer == request.Issuer && l.Subject == request.Subject && l.Account == s.Account)))
                .ToListAsync(operation.Cancel);
            foreach (var session in open)
            {
                session.EndedAt = operation.At;
            }

            operation.Record(request.At, new JsonObject { ["count"] = open.Count, ["accounts"] = new JsonArray([.. open.Select(s => s.Account.Text).Distinct().Order(StringComparer.Ordinal).Select(a => JsonValue.Create(a))]) });
            return open;
        }, cancel);
        return result.Error == Delivery.DoneBefore ? Array.Empty<Session>() : result;
    }

    private static Guid WordId(Request request) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.At}\n{request.Issuer}\n{request.Word}")).AsSpan(0, 16));
}
