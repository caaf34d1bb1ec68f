using Candour.Engine.Rulebooks;
using Candour.Governance.Organisations;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Checking;
using Candour.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>Versions in force, what the policy leaves open, and the break-glass account.</summary>
public sealed class SettingsModel(CurrentPerson current, Store store, CheckDesk desk, IServiceProvider services, TimeProvider clock) : FormPage
{
    private static readonly Dictionary<string, string> Said = new() { ["setting"] = "The setting is changed. It acts from that day.", ["adopted"] = "The corrected edition is in force from today." };

    /// <summary>A policy in force.</summary>
    public sealed record PolicyView(Rulebook Rulebook, DateOnly From, bool Newer, IReadOnlyList<string> Joint, IReadOnlyList<SettingInForce> Settings);

    /// <summary>Me.</summary>
    public CurrentPerson Current => current;

    /// <summary>What was just done.</summary>
    public string? Done => Said.GetValueOrDefault(Request.Query["done"].ToString());

    /// <summary>The setting whose change was refused.</summary>
    public string? Failed { get; private set; }

    /// <summary>As a form has it.</summary>
    public string Today => $"{clock.Today():yyyy-MM-dd}";

    /// <summary>Those in force.</summary>
    public IReadOnlyList<PolicyView> Policies { get; private set; } = [];

    /// <summary>When the break-glass account was last sealed.</summary>
    public DateOnly? SealedOn { get; private set; }

    /// <summary>What stands on the paper, shown once.</summary>
    internal BreakGlass.Paper? Paper { get; private set; }

    /// <summary>Shows them.</summary>
    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    /// <summary>Changes a setting.</summary>
    public async Task<IActionResult> OnPostChangeAsync(string? policy, string? setting, string? value, string? from, string? why, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (Policies.FirstOrDefault(p => p.Rulebook.Id == policy)?.Rulebook is not { } rulebook || rulebook.Settings.All(s => s.Id != setting))
        {
            return NotFound();
        }

        Failed = $"{policy}-{setting}";
        if (DayWords.Typed(from) is not { } first)
        {
            Problems[$"{Failed}-from"] = "Enter a day";
            return Page();
        }

        var result = await services.GetRequiredService<ChangeSetting>().RunAsync(current.Scope, new() { Rulebook = rulebook, Setting = setting!, Value = value ?? "", From = first, Why = why ?? "" }, cancel);
        if (result.Failed(out var error, out _))
        {
            Blame($"{Failed}-{error.Code switch { "operation.why" => "why", "setting.value" => "value", _ => "from" }}", error);
            return Page();
        }

        return LocalRedirect("/settings?done=setting");
    }

    /// <summary>Adopts a corrected edition.</summary>
    public async Task<IActionResult> OnPostAdoptAsync(string? policy, string? why, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (Policies.FirstOrDefault(p => p.Rulebook.Id == policy && p.Newer)?.Rulebook is not { } rulebook)
        {
            return NotFound();
        }

        var result = await services.GetRequiredService<AdoptVersion>().RunAsync(current.Scope, new() { Rulebook = rulebook, From = clock.Today(), Why = why ?? "" }, cancel);
        if (result.Failed(out var error, out _))
        {
            Blame("adopt-why", error);
            return Page();
        }

        return LocalRedirect("/settings?done=adopted");
    }

    /// <summary>Makes a break-glass account, or makes the one there is anew.</summary>
    public async Task<IActionResult> OnPostSealAsync(string? why, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        var result = await services.GetRequiredService<BreakGlass>().SealAsync(current, why ?? "", cancel);
        if (result.Failed(out var error, out var paper))
        {
            Blame("seal-why", error);
            return Page();
        }

        Paper = paper;
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var today = clock.Today();
        await using var db = store.Read(current.Scope);
        var policies = new List<PolicyView>();
        foreach (var rulebook in current.Rulebooks.Select(r => desk.Find($"{r.Id}@{r.Version}")!)) // as the policy has it, without local settings
        {
            var adopted = await db.AdoptionAsync(rulebook.Id, today, cancel);
            var joint = await db.JointPolicies.Where(j => j.Policy == rulebook.Id).SingleOrDefaultAsync(cancel);
            var others = joint?.Parties.Select(p => p.Organisation).Where(o => o != current.Organisation.Id).ToArray() ?? [];
            policies.Add(new(rulebook, adopted!.From, adopted.Stamp != rulebook.Stamp, await db.Organisations.Where(o => others.Contains(o.Id)).Select(o => o.Name).ToListAsync(cancel), await db.SettingsAsync(rulebook, today, cancel)));
        }

        Policies = policies;
        SealedOn = await services.GetRequiredService<BreakGlass>().SealedOnAsync(current.Organisation.Id, cancel);
    }
}
