using System.Text.Json.Nodes;
using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;

namespace Candour.Governance.Cases;

/// <summary>Writes something down in a case.</summary>
public sealed class AddNote(Operations operations, AccessPolicy access)
{
    public sealed record Request
    {
        public required Reference Case { get; init; }

        public required string Text { get; init; }
    }

    /// <returns>The note, or <c>case.not-found</c>, <c>case.closed</c>, <c>case.merged</c>, <c>note.text</c> or <c>note.data</c>.</returns>
    public Task<Result<CaseNote>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<CaseNote>(scope, "case-note-added", "a note in the case", async operation =>
        {
            var text = request.Text.Trim();
            if (text.Length is 0 or > CaseNote.TextMaxLength)
            {
                return new Error("note.text", $"The note has {text.Length:N0} characters.", $"Write between 1 and {CaseNote.TextMaxLength:N0}.");
            }

            if (PlainWords.Refuse(text) is { } refused)
            {
                return refused;
            }

            if ((await CaseInReach.OpenAsync(operation, access, request.Case)).Failed(out var error, out _))
            {
                return error;
            }

            var note = new CaseNote { Organisation = scope.Organisation, Reference = Reference.New(), Matter = request.Case, Text = text, At = operation.At, By = scope.By };
            operation.Db.CaseNotes.Add(note);
            operation.Record(request.Case.Text, new JsonObject { ["note"] = note.Reference.Text }, Vouched.For($"note/{note.Reference}", text));
            return note;
        }, cancel);
}
