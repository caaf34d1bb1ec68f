using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Engine.Time;
using Candour.Governance.Access;
using Candour.Governance.Cases;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Retention;

/// <summary>How long a kind of matter is kept, and who says so.</summary>
/// <param name="Policy">The rulebook's id.</param>
/// <param name="Kind">The kind of matter.</param>
/// <param name="Title">For people.</param>
/// <param name="Keep">The period, since when, and the clauses.</param>
public sealed record RetentionRule(string Policy, string Kind, string Title, Keeping Keep)
{
    /// <summary>The rules of a rulebook.</summary>
    public static IReadOnlyList<RetentionRule> Of(Rulebook rulebook) => [.. rulebook.Matters.Where(m => m.Keep is not null).Select(m => new RetentionRule(rulebook.Id, m.Id, m.Title, m.Keep!))];

    /// <summary>The last day on which something is kept.</summary>
    /// <param name="since">The day that the rule counts from.</param>
    public DateOnly KeptUntil(DateOnly since) => Keep.For.Unit switch
    {
        PeriodUnit.Years => since.AddYears(Keep.For.Count),
        PeriodUnit.Months => since.AddMonths(Keep.For.Count),
        PeriodUnit.Weeks => since.AddDays(7 * Keep.For.Count),
        PeriodUnit.Days => since.AddDays(Keep.For.Count),
        PeriodUnit.AtOnce => since, // private guidance, of which nothing is kept
        _ => throw new InvalidOperationException($"A period of retention is at once, or counted in days, weeks, months or years, and not in {Keep.For.Unit}."),
    };
}

/// <summary>A matter whose time has come.</summary>
/// <param name="Matter">Its reference.</param>
/// <param name="Rule">Which rule says so.</param>
/// <param name="Since">The day that was counted from.</param>
/// <param name="KeptUntil">The last day on which it had to be kept.</param>
/// <param name="Holds">Legal holds that keep it all the same.</param>
public sealed record DueForDisposal(Reference Matter, RetentionRule Rule, DateOnly Since, DateOnly KeptUntil, int Holds);

/// <summary>What is due for disposal: a list to look through, which changes nothing.</summary>
public static class RetentionList
{
    /// <summary>Matters whose period is over on a day, the longest over first; with those that are held.</summary>
    /// <param name="db">A context in the scope of whoever looks, so that walls hold.</param>
    /// <param name="among">The matters that whoever looks keeps (<see cref="AccessPolicy.Kept"/>); all of them for a part of the system.</param>
    /// <param name="rules">The rules of the policies that the organisation has adopted; where two versions speak of one kind the longer period holds. A kind without a rule is never due.</param>
    /// <param name="today">The day.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<IReadOnlyList<DueForDisposal>> OnAsync(GovernanceContext db, IQueryable<Matter> among, IReadOnlyList<RetentionRule> rules, DateOnly today, CancellationToken cancel)
    {
        var kinds = rules.Select(r => r.Kind).Distinct().ToList();
        var matters = await (from matter in among
                             where kinds.Contains(matter.Kind)
                             join one in db.Cases on matter.Reference equals one.Matter into cases
                             from one in cases.DefaultIfEmpty()
                             select new { matter.Reference, matter.Policy, matter.Kind, matter.OpenedAt, State = one == null ? (CaseState?)null : one.State, ClosedAt = one == null ? null : one.ClosedAt }).ToListAsync(cancel);
        var holds = await db.LegalHolds.Where(h => h.LiftedAt == null).GroupBy(h => h.Matter).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var due = new List<DueForDisposal>();
        foreach (var matter in matters.Where(m => (m.State is null or CaseState.Closed or CaseState.Merged) && rules.Any(r => r.Policy == m.Policy && r.Kind == m.Kind)))
        {
            // What is still open is never due; what says no closing day is counted from its opening.
            var longest = rules.Where(r => r.Policy == matter.Policy && r.Kind == matter.Kind).Select(r => (Rule: r, Since: (r.Keep.From is "closed" ? matter.ClosedAt ?? matter.OpenedAt : matter.OpenedAt).UkDay())).Select(r => (r.Rule, r.Since, Until: r.Rule.KeptUntil(r.Since))).MaxBy(r => r.Until);
            if (longest.Until < today)
            {
                due.Add(new(matter.Reference, longest.Rule, longest.Since, longest.Until, holds.GetValueOrDefault(matter.Reference)));
            }
        }

        return [.. due.OrderBy(d => d.KeptUntil).ThenBy(d => d.Matter.Text, StringComparer.Ordinal)];
    }
}
