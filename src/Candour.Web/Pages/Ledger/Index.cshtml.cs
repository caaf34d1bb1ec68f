using Candour.Engine.Evidence;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Components;
using Candour.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>The ledger, for auditors. What is filtered by are references and pinned words, never names, so that it may stand in the address.</summary>
public sealed class LedgerModel(CurrentPerson current, Store store, LedgerCheck check, KeyFolder keys) : PageModel
{
    private const int PerPage = 50;

    /// <summary>Me.</summary>
    public CurrentPerson Current => current;

    /// <summary>A deed, or all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? What { get; set; }

    /// <summary>A reference.</summary>
    [BindProperty(SupportsGet = true)]
    public string? About { get; set; }

    /// <summary>The first day.</summary>
    [BindProperty(SupportsGet = true, Name = "from")]
    public string? FromDay { get; set; }

    /// <summary>The last day.</summary>
    [BindProperty(SupportsGet = true, Name = "until")]
    public string? UntilDay { get; set; }

    /// <summary>From 1.</summary>
    [BindProperty(SupportsGet = true, Name = "page-number")]
    public int PageNumber { get; set; } = 1;

    /// <summary>What came out of verifying.</summary>
    public string? Standing { get; private set; }

    /// <summary>Entries.</summary>
    public IReadOnlyList<(Guid Id, string When, string What, string About, string By, string Why)> Rows { get; private set; } = [];

    /// <summary>The page before.</summary>
    public PageLink? PreviousPage => PageNumber > 1 ? new() { Href = Address(PageNumber - 1), Label = $"page {PageNumber - 1}" } : null;

    /// <summary>The page after.</summary>
    public PageLink? NextPage { get; private set; }

    /// <summary>What can be filtered by.</summary>
    public IReadOnlyList<ChoiceItem> Deeds => [new() { Value = "", Text = "Everything" }, .. Governance.Ledger.Deeds.Shown.OrderBy(d => d.Value, StringComparer.Ordinal).Select(d => new ChoiceItem { Value = d.Key, Text = d.Value })];

    /// <summary>A page of entries.</summary>
    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    /// <summary>Verifies the ledger.</summary>
    public async Task OnPostAsync(CancellationToken cancel)
    {
        var report = await check.VerifyAsync(current.Organisation.Id, keys, null, cancel);
        Standing = report is null ? "There is no entry yet."
            : report.Outcome is Engine.Evidence.Standing.Holds ? "It holds: every entry that the newest checkpoint covers is as it was committed."
            : report.Outcome is Engine.Evidence.Standing.Altered ? "It was altered. Tell whoever runs the server at once; they find out what with candour log verify."
            : "It cannot be told: a key or a checkpoint is missing. Whoever runs the server finds out what with candour log verify.";
        await LoadAsync(cancel);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 1_000_000);
        var shown = Governance.Ledger.Deeds.Shown;
        string[] deeds = What is not null && shown.ContainsKey(What) ? [What] : [.. shown.Keys];
        await using var db = store.Read(current.Scope);
        var entries = db.Entries.Where(e => deeds.Contains(e.What));
        if (!string.IsNullOrWhiteSpace(About))
        {
            var about = Reference.TryParse(About, out var reference) ? reference.Text : About.Trim();
            entries = entries.Where(e => e.Subject == about || e.By == about);
        }

        if (DayWords.Typed(FromDay) is { } from)
        {
            var since = new DateTimeOffset(from.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            entries = entries.Where(e => e.At >= since);
        }

        if (DayWords.Typed(UntilDay) is { } until && until < DateOnly.MaxValue)
        {
            var before = new DateTimeOffset(until.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            entries = entries.Where(e => e.At < before);
        }

        var found = await entries.OrderByDescending(e => e.At).ThenBy(e => e.Id).Skip((PageNumber - 1) * PerPage).Take(PerPage + 1).ToListAsync(cancel);
        NextPage = found.Count > PerPage ? new() { Href = Address(PageNumber + 1), Label = $"page {PageNumber + 1}" } : null;
        var people = found.SelectMany(e => new[] { e.Subject, e.By }).Where(t => Reference.TryParse(t, out _)).Select(t => new Reference(t)).Distinct().ToArray();
        var names = await db.People.Where(p => people.Contains(p.Reference)).ToDictionaryAsync(p => p.Reference.Text, p => p.Name, cancel);
        Rows = [.. found.Take(PerPage).Select(e => (e.Id, DayWords.Moment(e.At), shown[e.What], Named(e.Subject, names), Named(e.By, names), e.Why ?? "erased"))];
    }

    private static string Named(string text, Dictionary<string, string> names) => names.TryGetValue(text, out var name) ? $"{name} ({text})" : text;

    private string Address(int number) => $"/ledger?{string.Join('&', new[] { ("what", What), ("about", About), ("from", FromDay), ("until", UntilDay), ("page-number", number.ToString(System.Globalization.CultureInfo.InvariantCulture)) }.Where(p => !string.IsNullOrEmpty(p.Item2)).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2!)}"))}";
}
