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

    /// <returns>What they see, or <c>case.not-found</c>, <c>case.closed</c>, <c>request.words</c> or <c>note.data</c>.</returns>
    public Task<Result<DataReply>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<DataReply>(scope, "data-requester-told", "they are told how their request stands", async operation =>
        {
            if ((await RequestInReach.OpenAsync(operation, access, request.Case)).Failed(out var error, out var reach))
            {
                return error;
            }

            var words = request.Words.Trim();
            if (RequestInReach.RefuseWords(words) is { } refused)
            {
                return refused;
            }

            var reply = await operation.Db.DataReplies.SingleAsync(r => r.Request == reach.Asked.Reference, operation.Cancel);
            (reply.Told, reply.ToldAt) = (words, operation.At);
            operation.Record(request.Case.Text, new JsonObject { ["request"] = reach.Asked.Reference.Text, ["words"] = words });
            return reply;
        }, cancel);
}
