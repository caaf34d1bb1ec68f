using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Candour.Engine;
using Candour.Engine.Procedures;
using Candour.Governance.Access;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Requests;

/// <summary>Answers a request for data, once every item is decided: whoever asked gets what was released, and nothing that says what was not.</summary>
public sealed class AnswerRequest(Store store, Operations operations, AccessPolicy access, RulebookShelf shelf)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public sealed record Request
    {
        /// <summary>The request's case.</summary>
        public required Reference Case { get; init; }

        /// <summary>Words that go with the answer, 1 to <see cref="DataReply.ToldMaxLength"/> characters.</summary>
        public required string Words { get; init; }
    }

    /// <returns>What they see, or <c>case.not-found</c>, <c>case.closed</c>, <c>request.undecided</c>, <c>request.words</c> or <c>note.data</c>.</returns>
    public Task<Result<DataReply>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<DataReply>(scope, "data-request-answered", "every item is decided", async operation =>
        {
            if ((await RequestInReach.OpenAsync(operation, access, request.Case)).Failed(out var error, out var reach))
            {
                return error;
            }

            var (db, one, asked) = (operation.Db, reach.Case, reach.Asked);
            var words = request.Words.Trim();
            if (RequestInReach.RefuseWords(words) is { } refused)
            {
                return refused;
            }

            var items = await DataAbout.ReadAsync(db, store, asked, operation.Cancel);
            var decisions = await db.DataDecisions.Where(d => d.Matter == request.Case).ToDictionaryAsync(d => d.Item, operation.Cancel);
            if (items.Count(i => !decisions.ContainsKey(i.Item)) is > 0 and var left)
            {
                return new Error("request.undecided", $"{left:N0} of {items.Count:N0} items are not decided.", "Release or exempt each first.");
            }

            var walk = await CaseSteps.ReplayAsync(db, one, shelf, operation.Cancel);
            var step = walk.Open.First(o => o.Id == OwnRulebook.AnswerStep);
            var done = StepAnswer.Of(OwnRulebook.AnswerStep) with { Done = true, At = operation.At, Role = [step.Who.Id] };
            if (walk.Answer(done) is { Refusal: { } refusal })
            {
                return new Error(refusal.Code, refusal.What, refusal.ToDo);
            }

            var row = new CaseAnswer { Organisation = scope.Organisation, Matter = request.Case, Number = ++one.Answers, Step = done.Step, Answer = JsonSerializer.Serialize(done, EngineJson.Line.StepAnswer), At = operation.At, By = scope.By };
            db.CaseAnswers.Add(row);
            await CaseSteps.CatchUpAsync(operation, one, walk.Answer(done).Walk!, await db.CasePeople.Where(p => p.Matter == request.Case).ToListAsync(operation.Cancel), step);
            var counts = decisions.Values.Where(d => items.Any(i => i.Item == d.Item)).CountBy(d => d.Release).ToDictionary();
            var outcome = $"Answered: {counts.GetValueOrDefault(Release.Whole)} given, {counts.GetValueOrDefault(Release.Part)} given in part, {counts.GetValueOrDefault(Release.Exempt)} exempt.";
            (one.State, one.Outcome, one.ClosedAt, one.ToldAt, one.ToldBy) = (CaseState.Closed, outcome, operation.At, operation.At, scope.Person);
            var reply = await db.DataReplies.SingleAsync(r => r.Request == asked.Reference, operation.Cancel);
            (reply.Told, reply.ToldAt, reply.AnsweredAt) = (words, operation.At, operation.At);
            reply.Answer = Write(asked, operation.At, words, items.Where(i => decisions[i.Item].Release is not Release.Exempt).Select(i => decisions[i.Item].Given is { } given ? i with { Text = given } : i));
            operation.Record(
                request.Case.Text, new JsonObject { ["request"] = asked.Reference.Text, ["number"] = row.Number, ["items"] = items.Count },
                Vouched.For($"answer/{request.Case}/{row.Number}", row.Answer), Vouched.For($"outcome/{request.Case}", outcome), Vouched.For($"data-answer/{asked.Reference}", reply.Answer));
            return reply;
        }, cancel);

    // Without references of matters: they would tell which items belong together, and how many there are.
    private static string Write(DataRequest asked, DateTimeOffset at, string words, IEnumerable<DataItem> items) => new JsonObject
    {
        ["about"] = "The answer to a request for everything kept about a person.", ["request"] = asked.Reference.Text, ["organisation"] = asked.Organisation,
        ["askedAt"] = asked.AskedAt.ToString("O"), ["answeredAt"] = at.ToString("O"), ["words"] = words,
        ["items"] = new JsonArray([.. items.Select(i => new JsonObject { ["what"] = i.Title, ["text"] = i.Text })]),
    }.ToJsonString(Readable);
}
