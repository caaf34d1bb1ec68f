using System.Text.Json.Nodes;
using Candour.Governance.Access;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Requests;

/// <summary>Records that somebody looked at a matter because of a request for data, once a day each: it stands in the matter's story among all looks. Whoever answers a request sees what has to do with the person, whatever else the rules of access say, and nothing that they must not know of.</summary>
public sealed class LookForRequest(Operations operations, AccessPolicy access)
{
    /// <returns>The matter, or <c>case.not-found</c> where they have no such request, or the matter has nothing to do with it.</returns>
    public Task<Result<Matter>> RunAsync(Scope scope, Reference request, Reference matter, CancellationToken cancel) =>
        operations.RunAsync<Matter>(scope, RecordLook.What, $"For request {request}: somebody asked for everything kept about them.", async operation =>
        {
            var db = operation.Db;
            if ((await CaseInReach.FindAsync(operation, access, request)).Failed(out var error, out _))
            {
                return error;
            }

            var asked = await db.DataRequests.SingleOrDefaultAsync(r => r.Matter == request, operation.Cancel);
            if (asked is null || (await DataAbout.MattersAsync(db, asked.Person, asked.AskedAt, operation.Cancel)).FirstOrDefault(m => m.Reference == matter) is not { } found)
            {
                return Case.NotFound(matter);
            }

            operation.Record(matter.Text, new JsonObject { ["request"] = request.Text });
            return found;
        }, cancel);
}
