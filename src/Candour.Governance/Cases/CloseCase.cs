using System.Text.Json.Nodes;
using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Cases;

/// <summary>Closes a case whose procedure has come to its end.</summary>
public sealed class CloseCase(Operations operations, AccessPolicy access)
{
    public sealed record Request
    {
        public required Reference Case { get; init; }

        /// <summary>What came of it, 1 to <see cref="Case.OutcomeMaxLength"/> characters.</summary>
        public required string Outcome { get; init; }
    }

    /// <returns>The case, or <c>case.not-found</c>, <c>case.closed</c>, <c>case.merged</c>, <c>case.steps-open</c>, <c>case.not-told</c>, <c>case.outcome</c> or <c>note.data</c>.</returns>
    public Task<Result<Case>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<Case>(scope, "case-closed", "the procedure has come to its end", async operation =>
        {
            if ((await CaseInReach.OpenAsync(operation, access, request.Case)).Failed(out var error, out var reach))
            {
                return error;
            }

            var closing = reach.Case;
            if (closing.State is CaseState.Open)
            {
                var open = await operation.Db.CaseTasks.Where(t => t.Matter == request.Case && t.DoneAt == null).Select(t => t.Step).Distinct().ToListAsync(operation.Cancel);
                return new Error("case.steps-open", $"The procedure has not come to its end. Open: {string.Join(", ", open)}.", "Do what is open, or skip with a reason what may be skipped.");
            }

            if (closing.ToldAt is null && closing.NotToldBecause is null)
            {
                return new Error("case.not-told", "Nobody has recorded whether the person concerned was told.", "Record when they were told, or why not yet.");
            }

            var outcome = request.Outcome.Trim();
            if (outcome.Length is 0 or > Case.OutcomeMaxLength)
            {
                return new Error("case.outcome", $"The outcome has {outcome.Length:N0} characters.", $"Say in 1 to {Case.OutcomeMaxLength:N0} characters what came of it.");
            }

            if (PlainWords.Refuse(outcome) is { } refused)
            {
                return refused;
            }

            (closing.State, closing.Outcome, closing.ClosedAt) = (CaseState.Closed, outcome, operation.At);
            operation.Record(request.Case.Text, new JsonObject { ["end"] = closing.End }, Vouched.For($"outcome/{request.Case}", outcome));
            return closing;
        }, cancel);
}
