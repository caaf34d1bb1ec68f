using System.Security.Cryptography;
using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Retention;

/// <summary>Destroys a matter whose time is over: its rows, and the content of its entries in the ledger. What is left is who did what when, and a certificate.</summary>
public sealed class DisposeOfMatter(Store store, Operations operations)
{
    public sealed record Request
    {
        public required Reference Matter { get; init; }

        /// <summary>The rules that hold in the organisation.</summary>
        public required IReadOnlyList<RetentionRule> Rules { get; init; }

        public required Reference DecidedBy { get; init; }

        /// <summary>Stays for ever: the ground, not what was disposed of.</summary>
        public required string Why { get; init; }
    }

    /// <returns>The certificate, or <c>matter.not-found</c>, <c>disposal.not-due</c>, <c>disposal.held</c> or <c>disposal.too-soon</c>.</returns>
    public async Task<Result<DisposalCertificate>> RunAsync(Scope scope, Request request, CancellationToken cancel)
    {
        var result = await operations.RunAsync<DisposalCertificate>(scope, Engine.Evidence.LedgerErasure.Operation, request.Why, async operation =>
        {
            var db = operation.Db;
            if (await operation.KeptMatterAsync(request.Matter) is not { } matter)
            {
                return Matter.NotFound(request.Matter);
            }

            var due = (await RetentionList.OnAsync(db, db.Matters.Where(m => m.Reference == request.Matter), request.Rules, operation.At.UkDay(), operation.Cancel)).SingleOrDefault(d => d.Matter == request.Matter);
            if (due is null)
            {
                return new Error("disposal.not-due", $"`{request.Matter}` is to be kept still.", "Wait until it is on the list of what is due.");
            }

            if (due.Holds > 0)
            {
                return new Error("disposal.held", $"`{request.Matter}` is under {due.Holds} legal hold(s).", "Lift them first, when what asked for them is over.");
            }

            var subjects = (await MatterRows.ReferencesAsync(db, request.Matter, operation.Cancel)).Select(r => r.Text).ToList();
            var entries = await db.Entries.Where(e => subjects.Contains(e.Subject) && e.Body != null && e.What != Engine.Evidence.LedgerErasure.Operation).OrderBy(e => e.Index).ToListAsync(operation.Cancel);
            if (entries.Exists(e => e.Index is null))
            {
                return new Error("disposal.too-soon", $"Something was done in `{request.Matter}` a moment ago.", "Try again in a second.");
            }

            var readers = await ReadersAsync(operation, matter.Reference);
            var rows = await MatterRows.DeleteAsync(db, request.Matter, operation.Cancel);
            db.ChangeTracker.Entries().Where(e => e.Entity is Matter or OfMatter).ToList().ForEach(e => e.State = EntityState.Detached);
            var certificate = new DisposalCertificate
            {
                Organisation = scope.Organisation, Reference = Reference.New(), Kind = matter.Kind, Was = matter.Reference, At = operation.At, DecidedBy = request.DecidedBy, Rows = rows, Entries = entries.Count, Readers = readers,
                Ground = $"kept for {due.Rule.Keep.For} from {due.Since:yyyy-MM-dd}; {due.Rule.Keep.Origin.Kind}{(due.Rule.Keep.Because.Count > 0 ? $", {string.Join(", ", due.Rule.Keep.Because)}" : "")}",
                Digest = Convert.ToHexStringLower(SHA256.HashData([.. entries.SelectMany(e => e.Leaf!)])),
            };
            db.DisposalCertificates.Add(certificate);
            EraseEntries.Erase(operation, entries, request.DecidedBy, [MatterRows.Thing(matter.Reference)]);
            return certificate;
        }, cancel);
        if (result.Error is null)
        {
            await store.ForgetAsync(cancel);
        }

        return result;
    }

    // Whoever might read certificates, but must not know of this matter, is left out: the walls themselves go with it.
    private static async Task<string> ReadersAsync(Operation operation, Reference matter)
    {
        var since = await CertificateList.SinceAsync(operation.Db, operation.At.UkDay(), operation.Cancel);
        return string.Join(' ', since.Keys.Except(await operation.KeptFromAsync(matter)).Select(r => r.Text).Order(StringComparer.Ordinal));
    }
}
