using System.Text.Json.Nodes;
using Candour.Governance.Access;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Registers;

/// <summary>Puts a line of a register right: a new line that says which it corrects, and why. The old one stays, struck through.</summary>
public sealed class CorrectLine(Operations operations, AccessPolicy access, RulebookShelf shelf)
{
    public sealed record Request
    {
        public required Reference Line { get; init; }

        /// <summary>The fields that change, by their ids.</summary>
        public required IReadOnlyDictionary<string, string> Fields { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The new line, or <c>line.not-found</c>, <c>line.corrected</c>, <c>line.role</c>, <c>line.field</c>, <c>line.same</c> or <c>note.data</c>.</returns>
    public Task<Result<RegisterLine>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<RegisterLine>(scope, "register-line-corrected", request.Why, async operation =>
        {
            var db = operation.Db;
            var entry = await db.RegisterLines.SingleOrDefaultAsync(e => e.Reference == request.Line, operation.Cancel);
            var viewer = await operation.ViewerAsync();
            var register = entry is null ? null : shelf.RegisterOf(entry, (await db.Cases.SingleAsync(c => c.Matter == entry.Matter, operation.Cancel)).Version);
            if (entry is null || register is null || await operation.MatterAsync(access, viewer, entry.Matter) is null)
            {
                return new Error("line.not-found", $"There is no register entry `{request.Line}`.", "Look it up in the register.");
            }

            if (viewer is not null && !viewer.Capacities.Any(c => c.Roles.Intersect(register.Writes.Concat(register.ReadsRestricted)).Any()))
            {
                return new Error("line.role", $"Only who writes `{register.Title}` corrects it.", "Ask one of them.");
            }

            if (entry.IsCorrected)
            {
                return new Error("line.corrected", "This line was put right before.", "Correct the newest line.");
            }

            var fields = JsonNode.Parse(entry.Fields)!.AsObject();
            var before = fields.ToJsonString();
            foreach (var (id, value) in request.Fields)
            {
                if (register.Fields.FirstOrDefault(f => f.Id == id) is not { } field || field.Kind is "list")
                {
                    return new Error("line.field", $"`{register.Title}` has no field `{id}` that can be corrected here.", $"Its fields are: {string.Join(", ", register.Fields.Where(f => f.Kind is not "list").Select(f => f.Id))}.");
                }

                if (PlainWords.Refuse(value) is { } refused)
                {
                    return refused;
                }

                fields[id] = value;
            }

            if (fields.ToJsonString() == before)
            {
                return new Error("line.same", "Nothing changes.", "Change the field that is wrong.");
            }

            var next = RegisterLine.Make(operation, register, entry.Policy, entry.Matter, entry.Step, fields, entry.Reference, request.Why.Trim());
            entry.IsCorrected = true;
            db.RegisterLines.Add(next);
            operation.Record(entry.Matter.Text, new JsonObject { ["register"] = entry.Register, ["entry"] = next.Reference.Text, ["corrects"] = entry.Reference.Text }, next.Vouch());
            return next;
        }, cancel);
}
