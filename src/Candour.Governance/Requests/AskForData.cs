using System.Text.Json.Nodes;
using Candour.Engine.Facts;
using Candour.Engine.Procedures;
using Candour.Governance.Access;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Requests;

/// <summary>
/// Somebody asks for everything kept about them: a case for information governance, with the time that the law gives. They are kept from the case itself, and so is whoever must not know of a matter that has to do
/// with them: it falls to those who may see all of it, one level up where nobody of information governance may.
/// </summary>
public sealed class AskForData(Store store, Operations operations)
{
    public sealed record Request
    {
        /// <summary>What they look for; null where they do not say.</summary>
        public string? About { get; init; }
    }

    /// <returns>What they see of it, or <c>request.open</c>, <c>request.about</c> or <c>note.data</c>.</returns>
    /// <exception cref="InvalidOperationException">Nobody asks.</exception>
    public Task<Result<DataReply>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<DataReply>(scope, "data-request-made", "they asked for everything kept about them", async operation =>
        {
            var (db, person) = (operation.Db, scope.Person ?? throw new InvalidOperationException("Only a person asks for what is kept about them."));
            var about = string.IsNullOrWhiteSpace(request.About) ? null : request.About.Trim();
            if (await db.DataReplies.AnyAsync(r => r.Person == person && r.AnsweredAt == null, operation.Cancel))
            {
                return new Error("request.open", "You have asked already, and the answer is still to come.", "Wait for it, or speak with information governance.");
            }

            if (about?.Length > DataRequest.AboutMaxLength)
            {
                return new Error("request.about", $"The text has {about.Length:N0} characters.", $"Write at most {DataRequest.AboutMaxLength:N0}.");
            }

            if (about is not null && PlainWords.Refuse(about) is { } refused)
            {
                return refused;
            }

            var text = about ?? "Everything kept about me.";
            var matter = new Matter { Organisation = scope.Organisation, Reference = Reference.New(), Policy = OwnRulebook.Value.Id, Kind = OwnRulebook.DataRequest, Text = text, OpenedAt = operation.At };
            db.Matters.Add(matter);
            db.NamedPeople.Add(new() { Organisation = scope.Organisation, Matter = matter.Reference, Person = person });
            await operation.KeepAsync(matter.Reference, person);
            foreach (var kept in await WalledAsync(scope, person, operation))
            {
                await operation.KeepAsync(matter.Reference, kept);
            }

            CasePerson[] people = [await new CasePart(Part.Affected, person, null).AddToAsync(operation, matter.Reference)];
            var walk = Walk.Begin(OwnRulebook.Value, OwnRulebook.Value.Procedures.Single(p => p.Id == OwnRulebook.DataRequest), new FactSet(), operation.At);
            var opened = new Case { Organisation = scope.Organisation, Matter = matter.Reference, Policy = OwnRulebook.Value.Id, Version = OwnRulebook.Value.Version, Procedure = OwnRulebook.DataRequest, OpenedAt = operation.At, Facts = CaseFacts.Write(new()) };
            db.Cases.Add(opened);
            await CaseSteps.CatchUpAsync(operation, opened, walk, people);
            var asked = new DataRequest { Organisation = scope.Organisation, Reference = Reference.New(), Matter = matter.Reference, Person = person, About = about, AskedAt = operation.At };
            var reply = new DataReply { Organisation = scope.Organisation, Request = asked.Reference, Person = person, AskedAt = operation.At, DueOn = DueOn(walk)!.Value };
            db.DataRequests.Add(asked);
            db.DataReplies.Add(reply);
            operation.Record(matter.Reference.Text, new JsonObject { ["request"] = asked.Reference.Text, ["person"] = person.Text, ["due"] = reply.DueOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) }, Vouched.For($"matter/{matter.Reference}", text));
            return reply;
        }, cancel);

    internal static DateOnly? DueOn(Walk walk) => walk.Open.FirstOrDefault(o => o.Id == OwnRulebook.AnswerStep)?.Due?.Until()?.Day;

    // Seen by a part of the system, since whoever asks may know of none of it.
    private async Task<IReadOnlyList<Reference>> WalledAsync(Scope scope, Reference person, Operation operation)
    {
        await using var all = store.Read(Scope.OfSystem(scope.Organisation, "data-requests"));
        var matters = (await DataAbout.MattersAsync(all, person, operation.At, operation.Cancel)).Select(m => m.Reference).ToList();
        return await all.KeptFromAnyAsync(matters, operation.Cancel);
    }
}
