using System.Text.Json;
using System.Text.Json.Nodes;
using Candour.Engine.Facts;
using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Organisations;
using Candour.Governance.People;
using Candour.Governance.Storage;

namespace Candour.Governance.Cases;

/// <summary>Opens a case: from "what has happened?", from a verdict, or from a report. Whoever is implicated, and the line manager while nobody knows whether they are, is walled off in the same transaction.</summary>
public sealed class OpenCase(Operations operations)
{
    public sealed record Request
    {
        /// <summary>The version in force today.</summary>
        public required Rulebook Rulebook { get; init; }

        /// <summary>The procedure's id.</summary>
        public required string Procedure { get; init; }

        /// <summary>What has happened, in the reporter's words.</summary>
        public required string Text { get; init; }

        /// <summary>What is known: facts of the engine and questions of the procedure.</summary>
        public FactSet Facts { get; init; } = new();

        public IReadOnlyList<CasePart> People { get; init; } = [];

        /// <summary>Whether the reporter's own line manager is part of the matter; null while they do not know. Only "no" lets the manager see it.</summary>
        public bool? ManagerImplicated { get; init; }

        /// <summary>The case that offered this one.</summary>
        public Reference? After { get; init; }
    }

    /// <returns>The case, or <c>procedure.not-found</c>, <c>procedure.keeps-nothing</c>, <c>policy.not-in-force</c>, <c>matter.text</c>, <c>note.data</c>, <c>person.who</c>, <c>person.self</c>, <c>person.not-found</c> or <c>case.facts</c>.</returns>
    public Task<Result<Case>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<Case>(scope, "case-opened", "something has happened", async operation =>
        {
            var (db, today) = (operation.Db, operation.At.UkDay());
            var chosen = await db.ChosenAsync(request.Rulebook, today, operation.Cancel);
            var rulebook = request.Rulebook.WithLocal(chosen);
            if (rulebook.Procedures.FirstOrDefault(p => p.Id == request.Procedure) is not { } procedure)
            {
                return new Error("procedure.not-found", $"Policy `{rulebook.Id}` has no procedure `{request.Procedure}`.", $"Its procedures are: {string.Join(", ", rulebook.Procedures.Select(p => p.Id))}.");
            }

            if (procedure.KeepsNothing)
            {
                return new Error("procedure.keeps-nothing", $"`{procedure.Title}` is private guidance: nothing of it is kept, and nobody is told.", "Read it step by step; no case is opened.");
            }

            if (await db.CheckInForceAsync(rulebook, today, operation.Cancel) is { } notInForce)
            {
                return notInForce;
            }

            var text = request.Text.Trim();
            if (text.Length is 0 or > Matter.TextMaxLength)
            {
                return new Error("matter.text", $"The text has {text.Length:N0} characters.", $"Write between 1 and {Matter.TextMaxLength:N0}.");
            }

            if (PlainWords.Refuse(text) is { } refused)
            {
                return refused;
            }

            foreach (var person in request.People)
            {
                if (await person.CheckAsync(operation) is { } wrong)
                {
                    return wrong;
                }
            }

            var facts = request.Facts.Copy();
            var matter = new Matter { Organisation = scope.Organisation, Reference = Reference.New(), Policy = rulebook.Id, Kind = procedure.Kind, Text = text, OpenedAt = operation.At, Reporter = scope.Person };
            db.Matters.Add(matter);
            var people = new List<CasePerson>();
            if (scope.Person is { } reporter)
            {
                people.Add(await new CasePart(Part.Reporter, reporter, null).AddToAsync(operation, matter.Reference));
                await KeepManagerOutAsync(operation, matter, reporter, request, facts);
            }

            foreach (var person in request.People)
            {
                people.Add(await person.AddToAsync(operation, matter.Reference));
            }

            var walk = Walk.Begin(rulebook, procedure, facts, operation.At);
            var opened = new Case
            {
                Organisation = scope.Organisation, Matter = matter.Reference, Policy = rulebook.Id, Version = rulebook.Version, Procedure = procedure.Id, OpenedAt = operation.At, Facts = CaseFacts.Write(facts),
                Settings = chosen.Count > 0 ? JsonSerializer.Serialize(chosen) : null,
            };
            db.Cases.Add(opened);
            await CaseSteps.CatchUpAsync(operation, opened, walk, people);
            if (request.After is { } before)
            {
                LinkCases.Link(operation, before, matter.Reference, "opened next");
            }

            operation.Record(matter.Reference.Text, new JsonObject
            {
                ["policy"] = rulebook.Id, ["version"] = rulebook.Version, ["procedure"] = procedure.Id, ["kind"] = procedure.Kind, ["settings"] = opened.Settings is { } settings ? JsonNode.Parse(settings) : null, ["named"] = new JsonArray([.. matter.Named.Select(n => JsonValue.Create(n.Person.Text))]),
            }, Vouched.For($"matter/{matter.Reference}", text));
            return opened;
        }, cancel);

    private static async Task KeepManagerOutAsync(Operation operation, Matter matter, Reference reporter, Request request, FactSet facts)
    {
        if (request.ManagerImplicated is { } known)
        {
            facts.Infer(new("manager-implicated", [known ? "yes" : "no"]));
        }

        if (request.ManagerImplicated is not false && (await operation.Db.AboveAsync(reporter, operation.At.UkDay(), operation.Cancel)) is [var manager, ..])
        {
            await operation.KeepAsync(matter.Reference, manager);
        }
    }
}
