using System.Text.Json.Nodes;
using Candour.Engine.Evidence;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Ledger;

/// <summary>Destroys what entries hold, lawfully: content, reason and salt go, who did what and when stays, and an entry of its own says by whose decision.</summary>
public sealed class EraseEntries(Store store, Operations operations)
{
    public sealed record Request
    {
        /// <summary>Their places in the ledger.</summary>
        public required IReadOnlyList<long> Entries { get; init; }

        /// <summary>What outside the ledger is destroyed with them; of a matter the rows go in the same transaction.</summary>
        public IReadOnlyList<string> Things { get; init; } = [];

        /// <summary>Who decided it.</summary>
        public required Reference DecidedBy { get; init; }

        /// <summary>Stays for ever: name the ground, not what was erased.</summary>
        public required string Why { get; init; }
    }

    /// <returns>The entries, or <c>erasure.none</c>, <c>erasure.not-found</c>, <c>erasure.record</c> or <c>erasure.done</c>.</returns>
    public async Task<Result<Entry[]>> RunAsync(Scope scope, Request request, CancellationToken cancel)
    {
        var result = await operations.RunAsync<Entry[]>(scope, LedgerErasure.Operation, request.Why, async operation =>
        {
            var wanted = request.Entries.Distinct().Order().ToArray();
            if (wanted.Length == 0)
            {
                return new Error("erasure.none", "No entry is named.", "Name the entries by their place in the ledger.");
            }

            var entries = await operation.Db.Entries.Where(e => e.Index != null && wanted.Contains(e.Index.Value)).ToListAsync(operation.Cancel);
            if (wanted.Except(entries.Select(e => e.Index!.Value)).ToArray() is { Length: > 0 } missing)
            {
                return new Error("erasure.not-found", $"There is no entry {string.Join(", ", missing)}.", "Name numbered entries; a new one is numbered within a second.");
            }

            if (entries.Find(e => e.What == LedgerErasure.Operation) is { } record)
            {
                return new Error("erasure.record", $"Entry {record.Index} records an erasure.", "The record of an erasure stays; leave it out.");
            }

            if (entries.Find(e => e.Body is null) is { } done)
            {
                return new Error("erasure.done", $"Entry {done.Index} was erased before.", "Leave it out.");
            }

            Erase(operation, entries, request.DecidedBy, request.Things);
            foreach (var matter in request.Things.Select(MatterRows.MatterOf).OfType<Reference>())
            {
                await MatterRows.DeleteAsync(operation.Db, matter, operation.Cancel);
            }

            return entries.ToArray();
        }, cancel);
        if (result.Error is null)
        {
            await store.ForgetAsync(cancel);
        }

        return result;
    }

    /// <summary>Takes what numbered entries hold, and records it.</summary>
    internal static void Erase(Operation operation, IReadOnlyCollection<Entry> entries, Reference decidedBy, IReadOnlyList<string> things)
    {
        foreach (var entry in entries)
        {
            (entry.Body, entry.Salt) = (null, null);
        }

        operation.Record($"{entries.Count} entries", (JsonObject)JsonNode.Parse(LedgerErasure.Content(decidedBy.Text, entries.Select(e => e.Index!.Value), things).GetRawText())!);
    }
}
