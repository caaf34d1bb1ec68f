using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Governance.Access;
using Candour.Governance.Requests;
using Candour.Governance.Retention;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Checking;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Keeping;

/// <summary>A kind of matter, as far as keeping goes.</summary>
/// <param name="Rulebook">Whose kind it is.</param>
/// <param name="Kind">With its period and who says so.</param>
/// <param name="Due">Matters of it whose time has come, the longest over first.</param>
public sealed record KeptKind(Rulebook Rulebook, MatterKind Kind, IReadOnlyList<DueForDisposal> Due);

/// <summary>A legal hold that has not been lifted.</summary>
/// <param name="Hold">It.</param>
/// <param name="Kind">What kind of matter it keeps.</param>
/// <param name="By">Who put it on.</param>
public sealed record HoldView(LegalHold Hold, string Kind, string By);

/// <summary>What somebody keeps: how long, what is due, what is held, what was disposed of.</summary>
public sealed class KeepingDesk(Store store, CheckDesk desk, TimeProvider clock)
{
    /// <summary>The rules of every version that the organisation has put in force: matters may have begun under any of them.</summary>
    public async Task<IReadOnlyList<RetentionRule>> RulesAsync(GovernanceContext db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var adopted = await db.Adoptions.Select(a => new { a.Policy, a.Version }).Distinct().ToListAsync(cancel);
        return [.. adopted.Select(a => desk.Version(a.Policy, a.Version)).OfType<Rulebook>().Append(OwnRulebook.Value).SelectMany(RetentionRule.Of)];
    }

    /// <summary>Every kind of matter, with what is due of each.</summary>
    public async Task<IReadOnlyList<KeptKind>> KindsAsync(CurrentPerson current, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(current);
        await using var db = store.Read(current.Scope);
        var due = await RetentionList.OnAsync(db, AccessPolicy.Kept(db, current.Viewer), await RulesAsync(db, cancel), clock.Today(), cancel);
        return
        [
            .. from rulebook in current.Rulebooks.Append(OwnRulebook.Value)
               from kind in rulebook.Matters
               select new KeptKind(rulebook, kind, [.. due.Where(d => d.Rule.Policy == rulebook.Id && d.Rule.Kind == kind.Id)]),
        ];
    }

    /// <summary>Holds on matters that somebody keeps; one of them, or all that have not been lifted.</summary>
    public async Task<IReadOnlyList<HoldView>> HoldsAsync(CurrentPerson current, Reference? one, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(current);
        await using var db = store.Read(current.Scope);
        var found = await db.LegalHolds.Where(h => one == null ? h.LiftedAt == null : h.Reference == one).Join(AccessPolicy.Kept(db, current.Viewer), h => h.Matter, m => m.Reference, (h, m) => new { Hold = h, m.Policy, m.Kind })
            .OrderBy(h => h.Hold.PlacedAt).ToListAsync(cancel);
        var by = found.Select(h => h.Hold.PlacedBy).Where(b => Reference.TryParse(b, out _)).Select(b => new Reference(b)).Distinct().ToList();
        var names = await db.People.Where(p => by.Contains(p.Reference)).ToDictionaryAsync(p => p.Reference.Text, p => p.Name, cancel);
        return [.. found.Select(h => new HoldView(h.Hold, TitleOf(current, h.Policy, h.Kind), names.GetValueOrDefault(h.Hold.PlacedBy, "the system")))];
    }

    /// <summary>A matter that somebody keeps, as far as its disposal goes; null where there is none for them, or it is not due.</summary>
    public async Task<(DueForDisposal Due, string Kind)?> DueAsync(CurrentPerson current, Reference matter, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(current);
        await using var db = store.Read(current.Scope);
        var due = await RetentionList.OnAsync(db, AccessPolicy.Kept(db, current.Viewer).Where(m => m.Reference == matter), await RulesAsync(db, cancel), clock.Today(), cancel);
        return due.Count == 0 ? null : (due[0], due[0].Rule.Title);
    }

    /// <summary>Certificates that somebody may read, the newest first; one of them, or a page.</summary>
    public async Task<IReadOnlyList<(DisposalCertificate Certificate, string Kind, string By)>> CertificatesAsync(CurrentPerson current, Reference? one, int after, int count, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(current);
        await using var db = store.Read(current.Scope);
        var mine = await CertificateList.OfAsync(db, current.Viewer, clock.Today(), cancel);
        var found = await mine.Where(c => one == null || c.Reference == one).OrderByDescending(c => c.At).ThenBy(c => c.Reference).Skip(after).Take(count).ToListAsync(cancel);
        var by = found.Select(c => c.DecidedBy).Distinct().ToList();
        var names = await db.People.Where(p => by.Contains(p.Reference)).ToDictionaryAsync(p => p.Reference, p => p.Name, cancel);
        return [.. found.Select(c => (c, TitleOf(current, null, c.Kind), names.GetValueOrDefault(c.DecidedBy, "the system")))];
    }

    private static string TitleOf(CurrentPerson current, string? policy, string kind) =>
        current.Rulebooks.Append(OwnRulebook.Value).Where(r => policy is null || r.Id == policy).SelectMany(r => r.Matters).FirstOrDefault(m => m.Id == kind)?.Title ?? kind;
}
