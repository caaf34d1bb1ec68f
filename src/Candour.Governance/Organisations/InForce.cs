using Candour.Engine.Rulebooks;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Organisations;

/// <summary>What holds in an organisation on a day.</summary>
public static class InForce
{
    /// <summary>The version of a policy in force on a day; null before the first.</summary>
    public static Task<Adoption?> AdoptionAsync(this GovernanceContext db, string policy, DateOnly on, CancellationToken cancel) =>
        db.Adoptions.Where(a => a.Policy == policy && a.From <= on).OrderByDescending(a => a.From).FirstOrDefaultAsync(cancel);

    /// <summary>Every setting that the rulebook leaves open, with the value that holds on a day.</summary>
    public static async Task<IReadOnlyList<SettingInForce>> SettingsAsync(this GovernanceContext db, Rulebook rulebook, DateOnly on, CancellationToken cancel)
    {
        var local = (await db.LocalSettings.Where(s => s.Policy == rulebook.Id && s.From <= on).ToListAsync(cancel))
            .GroupBy(s => s.Setting).ToDictionary(g => g.Key, g => g.MaxBy(s => s.From)!);
        return [.. rulebook.Settings.Select(s => local.TryGetValue(s.Id, out var mine)
            ? new SettingInForce(s.Id, mine.Value, mine.From, s)
            : new SettingInForce(s.Id, s.Value, null, s))];
    }

    /// <summary>What the organisation chose on a day where the rulebook leaves a choice: values by the setting's id.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ChosenAsync(this GovernanceContext db, Rulebook rulebook, DateOnly on, CancellationToken cancel) =>
        (await db.SettingsAsync(rulebook, on, cancel)).Where(s => s.LocalFrom is not null).ToDictionary(s => s.Id, s => s.Value);

    /// <summary>Refuses a rulebook that is not the one in force on a day.</summary>
    internal static async Task<Error?> CheckInForceAsync(this GovernanceContext db, Rulebook rulebook, DateOnly on, CancellationToken cancel)
    {
        var adopted = await db.AdoptionAsync(rulebook.Id, on, cancel);
        return adopted is { } a && a.Version == rulebook.Version && a.Stamp == rulebook.Stamp ? null
            : new Error(
                "policy.not-in-force",
                $"Version {rulebook.Version} of `{rulebook.Id}` is not in force here on {on:yyyy-MM-dd}; {(adopted is null ? "no version is" : adopted.Version == rulebook.Version ? "another edition of it is" : $"version {adopted.Version} is")}.",
                "Adopt it from that day, or use the version in force.");
    }
}

/// <summary>A setting as it holds on a day.</summary>
/// <param name="Id">Pinned.</param>
/// <param name="Value">The value.</param>
/// <param name="LocalFrom">First day of the organisation's own choice; null where the rulebook's value holds.</param>
/// <param name="Open">What the rulebook says about it.</param>
public sealed record SettingInForce(string Id, string Value, DateOnly? LocalFrom, Setting Open);
