using System.Text.Json.Nodes;
using Candour.Governance.Access;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Requests;

/// <summary>Releases items of a request, whole or in part, or exempts them with the exemption and the reason.</summary>
public sealed class DecideItems(Store store, Operations operations, AccessPolicy access)
{
    public sealed record Request
    {
        /// <summary>The request's case.</summary>
        public required Reference Case { get; init; }

        public required IReadOnlyList<string> Items { get; init; }

        public required Release Release { get; init; }

        /// <summary>What is given in its place, for a part of one item.</summary>
        public string? Given { get; init; }

        /// <summary>The exemption's id; for all but a whole release.</summary>
        public string? Exemption { get; init; }

        /// <summary>Why it applies; in the ledger.</summary>
        public string? Why { get; init; }
    }

    /// <returns>The case, or <c>case.not-found</c>, <c>case.closed</c>, <c>item.not-found</c>, <c>item.exemption</c>, <c>item.given</c>, <c>note.data</c> or <c>operation.why</c>.</returns>
    public Task<Result<Case>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<Case>(scope, "data-items-decided", request.Release is Release.Whole ? "all of it is given" : request.Why ?? "", async operation =>
        {
            if ((await RequestInReach.OpenAsync(operation, access, request.Case)).Failed(out var error, out var reach))
            {
                return error;
            }

            var db = operation.Db;
            if (request.Release is not Release.Whole && OwnRulebook.Exemptions.All(e => e.Id != request.Exemption))
            {
                return new Error("item.exemption", "No exemption is named.", "Choose the ground on which it is kept from them.");
            }

            var given = request.Given?.Trim();
            if (request.Release is Release.Part && (string.IsNullOrEmpty(given) || given.Length > DataDecision.GivenMaxLength || request.Items.Count != 1))
            {
                return new Error("item.given", "It does not say what is given in its place.", $"Write the words that they get, at most {DataDecision.GivenMaxLength:N0} characters, of one item at a time.");
            }

            if (given is not null && PlainWords.Refuse(given) is { } refused)
            {
                return refused;
            }

            var there = (await DataAbout.ReadAsync(db, store, reach.Asked, operation.Cancel)).Select(i => i.Item).ToHashSet();
            if (request.Items.Count == 0 || request.Items.Any(i => !there.Contains(i)))
            {
                return new Error("item.not-found", "There is no such item.", "Choose one that is listed.");
            }

            var before = await db.DataDecisions.Where(d => d.Matter == request.Case && request.Items.Contains(d.Item)).ToDictionaryAsync(d => d.Item, operation.Cancel);
            foreach (var item in request.Items.Distinct())
            {
                if (!before.TryGetValue(item, out var decision))
                {
                    decision = new() { Organisation = scope.Organisation, Matter = request.Case, Item = item, Release = request.Release, At = operation.At, By = scope.By };
                    db.DataDecisions.Add(decision);
                }

                (decision.Release, decision.Given, decision.At, decision.By) = (request.Release, request.Release is Release.Part ? given : null, operation.At, scope.By);
                (decision.Exemption, decision.Reason) = request.Release is Release.Whole ? (null, null) : (request.Exemption, request.Why!.Trim());
            }

            operation.Record(request.Case.Text, new JsonObject { ["items"] = new JsonArray([.. request.Items.Distinct().Select(i => JsonValue.Create(i))]), ["release"] = $"{request.Release}".ToLowerInvariant(), ["exemption"] = request.Release is Release.Whole ? null : request.Exemption });
            return reach.Case;
        }, cancel);
}
