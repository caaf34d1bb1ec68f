using System.Text.Json.Nodes;
using Candour.Governance.Access;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Requests;

/// <summary>Tells whoever asked for their data how it stands, in words that information governance chose: that it takes longer and why, for one.</summary>
public sealed class TellRequester(Operations operations, AccessPolicy access)
{
    public sealed record Request
    {
        /// <summary>The request's case.</summary>
        public required Reference Case { get; init; }

        /// <summary>1 to <see cref="DataReply.ToldMaxLength"/> characters; whoever asked reads them.</summary>
        public required string Words { get; init; }
    }

    /// <returns>What they see, or <c>case.not-found</c>, <c>case.closed</c> or <c>request.words</c>.</returns>
    public Task<Result<DataReply>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<DataReply>(scope, "data-requester-told", "they are told how their request stands", async operation =>
        {
            if ((await CaseInReach.OpenAsync(operation, access, request.Case)).Failed(out var error, out _))
            {
                return error;
            }

            if (await operation.Db.DataRequests.SingleOrDefaultAsync(r => r.Matter == request.Case, operation.Cancel) is not { } asked)
            {
                return Case.NotFound(request.Case);
            }

            var words = request.Words.Trim();
            if (words.Length is 0 or > DataReply.ToldMaxLength)
            {
                return new Error("request.words", $"The text has {words.Length:N0} characters.", $"Write between 1 and {DataReply.ToldMaxLength:N0}.");
            }

            var reply = await operation.Db.DataReplies.SingleAsync(r => r.Request == asked.Reference, operation.Cancel);
            (reply.Told, reply.ToldAt) = (words, operation.At);
            operation.Record(request.Case.Text, new JsonObject { ["request"] = asked.Reference.Text, ["words"] = words });
            return reply;
        }, cancel);
}
