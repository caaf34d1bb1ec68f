using Candour.Governance.Access;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Requests;

/// <summary>A request for data as an operation finds it, for whoever answers it.</summary>
/// <param name="Asked">What was asked.</param>
/// <param name="Case">Its case, tracked.</param>
internal sealed record RequestInReach(DataRequest Asked, Case Case)
{
    /// <summary>Finds a request that may still be worked on by whoever acts.</summary>
    /// <returns>It, or <c>case.not-found</c>, <c>case.closed</c> or <c>case.merged</c>.</returns>
    public static async Task<Result<RequestInReach>> OpenAsync(Operation operation, AccessPolicy access, Reference matter)
    {
        if ((await CaseInReach.OpenAsync(operation, access, matter)).Failed(out var error, out var reach))
        {
            return error;
        }

        return await operation.Db.DataRequests.SingleOrDefaultAsync(r => r.Matter == matter, operation.Cancel) is { } asked ? new RequestInReach(asked, reach.Case) : Case.NotFound(matter);
    }

    /// <summary>Refuses words for whoever asked that are none, too many, or a file pasted as text.</summary>
    /// <returns><c>request.words</c>, <c>note.data</c>, or null.</returns>
    public static Error? RefuseWords(string words) => words.Length is 0 or > DataReply.ToldMaxLength
        ? new("request.words", $"The words have {words.Length:N0} characters.", $"Write between 1 and {DataReply.ToldMaxLength:N0}: how it stands or what they get, and to whom they may complain.")
        : PlainWords.Refuse(words);
}
