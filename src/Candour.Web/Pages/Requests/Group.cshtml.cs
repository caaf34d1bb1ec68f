using Candour.Governance.Cases;
using Candour.Governance.Requests;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Components;
using Candour.Web.Keeping;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>Items of one matter, or what is kept about somebody as one who works here: each is given, given in part, or exempt. A look at the matter is recorded with the request as its reason.</summary>
public sealed class RequestGroupModel(CurrentPerson current, RequestDesk desk, Store store, RecordLook look, TimeProvider clock, LookForRequest lookFor, DecideItems decide) : RequestPage(current, desk, store, look, clock)
{
    /// <summary>The items.</summary>
    public IReadOnlyList<DataItem> Items { get; private set; } = [];

    /// <summary>Its heading.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Its part of the address.</summary>
    public string Group { get; private set; } = "";

    /// <summary>The item that was sent; <c>rest</c> for all that were not decided.</summary>
    [BindProperty]
    public string? Item { get; set; }

    /// <summary>whole, part or exempt.</summary>
    [BindProperty]
    public string? Release { get; set; }

    /// <summary>As typed.</summary>
    [BindProperty]
    public string? Given { get; set; }

    /// <summary>The exemption's id.</summary>
    [BindProperty]
    public string? Exemption { get; set; }

    /// <summary>As typed.</summary>
    [BindProperty]
    public string? Why { get; set; }

    /// <summary>What can be chosen.</summary>
    public static IReadOnlyList<ChoiceItem> Exemptions { get; } = [new() { Value = "", Text = "None" }, .. OwnRulebook.Exemptions.Select(e => new ChoiceItem { Value = e.Id, Text = e.Title })];

    /// <summary>Where an item's form stands.</summary>
    public static string FieldOf(string item) => $"i-{item.Replace('/', '-')}";

    /// <summary>What was decided, for people.</summary>
    public static string Said(DataDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var exemption = OwnRulebook.Exemptions.FirstOrDefault(e => e.Id == decision.Exemption);
        return decision.Release switch
        {
            Governance.Requests.Release.Whole => "Given as it stands",
            Governance.Requests.Release.Part => $"Given in part. {exemption?.Title} ({exemption?.Source}). {decision.Reason}",
            _ => $"Exempt. {exemption?.Title} ({exemption?.Source}). {decision.Reason}",
        };
    }

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, string group, CancellationToken cancel) => await OpenAsync(reference, group, cancel) ? Page() : NotFound();

    /// <summary>Decides one, or all that were not decided.</summary>
    public async Task<IActionResult> OnPostAsync(string reference, string group, CancellationToken cancel)
    {
        if (!await OpenAsync(reference, group, cancel))
        {
            return NotFound();
        }

        IReadOnlyList<string> items = Item is "rest" ? [.. Items.Select(i => i.Item).Where(i => !View.Decisions.ContainsKey(i))] : Items.Any(i => i.Item == Item) ? [Item!] : [];
        var field = Item is "rest" ? "rest" : FieldOf(Item ?? "");
        Governance.Requests.Release? release = Release switch { "whole" => Governance.Requests.Release.Whole, "part" => Governance.Requests.Release.Part, "exempt" => Governance.Requests.Release.Exempt, _ => null };
        if (release is null)
        {
            Problems[$"{field}-release"] = "Select what becomes of it";
            return Page();
        }

        if ((await decide.RunAsync(Current.Scope, new() { Case = View.Case.Matter, Items = items, Release = release.Value, Given = Given, Exemption = Exemption, Why = Why }, cancel)).Failed(out var error, out _))
        {
            Blame($"{field}-{error.Code switch { "item.exemption" => "exemption", "item.given" => "given", "operation.why" => "why", _ => "release" }}", error);
            return Page();
        }

        return LocalRedirect($"{Href}/{Group}#{field}");
    }

    private async Task<bool> OpenAsync(string reference, string group, CancellationToken cancel)
    {
        if (!await FindAsync(reference, cancel))
        {
            return false;
        }

        Reference? matter = Reference.TryParse(group, out var parsed) ? parsed : null;
        Items = [.. View.Items.Where(i => i.Matter == matter)];
        if (Items.Count == 0 || (matter is null && group is not "person"))
        {
            return false;
        }

        if (matter is { } seen && !await LookedAsync(seen, cancel) && (await lookFor.RunAsync(Current.Scope, View.Case.Matter, seen, cancel)).Error is not null)
        {
            return false;
        }

        (Group, Title) = (matter?.Text ?? "person", matter is { } of ? $"Matter {of}: {View.Kinds[of]}" : "As somebody who works here");
        return true;
    }
}
