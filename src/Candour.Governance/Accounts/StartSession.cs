using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Accounts;

/// <summary>Somebody has proved who they are and is signed in.</summary>
public sealed class StartSession(Operations operations)
{
    public sealed record Request
    {
        public required Reference Account { get; init; }

        /// <summary>What the browser will hold; kept as a hash.</summary>
        public required string Secret { get; init; }

        public required TimeSpan Longest { get; init; }

        /// <summary>By what they signed in.</summary>
        public required string How { get; init; }

        /// <summary>The organisation whose directory says who it is; null for who proved it here.</summary>
        public string? Directory { get; init; }

        /// <summary>What the directory calls the session there; kept as a hash.</summary>
        public string? DirectorySession { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The session, or <c>account.not-found</c> or <c>account.closed</c>.</returns>
    public Task<Result<Session>> RunAsync(Scope installation, Request request, CancellationToken cancel) =>
        operations.RunAsync<Session>(installation, "session-started", request.Why, async operation =>
        {
            var account = await operation.Db.Accounts.SingleOrDefaultAsync(a => a.Reference == request.Account, operation.Cancel);
            if (account is null)
            {
                return Account.NotFound(request.Account);
            }

            if (account.ClosedAt is not null)
            {
                return new Error("account.closed", $"Account `{request.Account}` is closed.", "Ask an administrator of your organisation for an invitation.");
            }

            var session = new Session
            {
                Organisation = installation.Organisation, Id = Secrets.Hash(request.Secret), Account = request.Account, StartedAt = operation.At, Until = operation.At + request.Longest, How = request.How,
                Directory = request.Directory, DirectorySession = request.DirectorySession is { } there ? Secrets.Hash(there) : null,
            };
            operation.Db.Sessions.Add(session);
            operation.Record(request.Account.Text, new JsonObject { ["how"] = request.How });
            return session;
        }, cancel);
}
