using Candour.Engine.Facts;
using Candour.Governance;
using Candour.Governance.Accounts;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Checking;
using Candour.Web.Components;
using Candour.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>One person, and what an administrator does about them. Each of it is an operation with its reason.</summary>
public sealed class PersonModel(CurrentPerson current, Store store, CheckDesk desk, IServiceProvider services, TimeProvider clock) : FormPage
{
    private static readonly Dictionary<string, string> Said = new()
    {
        ["added"] = "They are added.", ["grant"] = "The role is granted.", ["withdraw"] = "The role is withdrawn.", ["manager"] = "The line manager is named.", ["deputy"] = "The deputy is named.",
        ["place"] = "The place is entered.", ["leave"] = "Their last day is recorded.",
    };

    // Which field a refusal is about, by the last word of its code.
    private static readonly Dictionary<string, string> Fields = new()
    {
        ["operation.why"] = "why", ["role.not-found"] = "role", ["role.days"] = "until", ["role.own"] = "role", ["role.held"] = "role", ["policy.not-in-force"] = "from", ["role.past"] = "until", ["role.ended"] = "until", ["role.grant-not-found"] = "grant",
        ["manager.circle"] = "person", ["manager.later"] = "from", ["deputy.self"] = "person", ["deputy.own"] = "person", ["deputy.days"] = "until", ["deputy.exists"] = "from", ["placement.place"] = "place", ["placement.as"] = "as", ["placement.days"] = "until",
    };

    /// <summary>Who.</summary>
    public Person? Person { get; private set; }

    /// <summary>What was just done.</summary>
    public string? Done => Said.GetValueOrDefault(Request.Query["done"].ToString());

    /// <summary>The form that was refused.</summary>
    public string? Failed { get; private set; }

    /// <summary>An invitation's code, shown once.</summary>
    public string? Code { get; private set; }

    /// <summary>Their manager.</summary>
    public string? Manager { get; private set; }

    /// <summary>Whom they manage.</summary>
    public IReadOnlyList<string> Reports { get; private set; } = [];

    /// <summary>Where they work.</summary>
    public IReadOnlyList<string> Placements { get; private set; } = [];

    /// <summary>Who stands in for whom.</summary>
    public IReadOnlyList<string> Deputies { get; private set; } = [];

    /// <summary>What they hold, now or later.</summary>
    public IReadOnlyList<(Reference Reference, string Words)> Grants { get; private set; } = [];

    /// <summary>They can sign in.</summary>
    public bool HasAccount { get; private set; }

    /// <summary>Until when an invitation is good.</summary>
    public DateOnly? InvitedUntil { get; private set; }

    /// <summary>As a form has it.</summary>
    public string Today => $"{clock.Today():yyyy-MM-dd}";

    /// <summary>As a form has it.</summary>
    public string Yesterday => $"{clock.Today().AddDays(-1):yyyy-MM-dd}";

    /// <summary>What can be granted: Candour's own roles, and those of the policies in force that somebody who works here can hold.</summary>
    public IReadOnlyList<ChoiceItem> RoleChoices =>
    [
        new() { Value = "", Text = "Choose" },
        .. OwnRole.All.Select(r => new ChoiceItem { Value = $"{OwnRole.Policy}/{r.Id}", Text = r.Name }),
        .. current.Rulebooks.SelectMany(b => b.Roles.Where(r => !FactVocabulary.IsPublic(r.Is)).Select(r => new ChoiceItem { Value = $"{b.Id}/{r.Id}", Text = r.Name })),
    ];

    /// <summary>As what somebody works.</summary>
    public IReadOnlyList<ChoiceItem> Actors => [.. FactVocabulary.Find("actor")!.Values.Where(a => !FactVocabulary.IsPublic(a)).Select(a => new ChoiceItem { Value = a, Text = FactWords.Value("actor", a) })];

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel) => await LoadAsync(reference, cancel) ? Page() : NotFound();

    /// <summary>Makes an invitation's code.</summary>
    public async Task<IActionResult> OnPostInviteAsync(string reference, string? why, CancellationToken cancel)
    {
        if (!await LoadAsync(reference, cancel))
        {
            return NotFound();
        }

        var result = await services.GetRequiredService<InvitePerson>().RunAsync(current.Scope, new() { Person = Person!.Reference, Why = why ?? "" }, cancel);
        if (result.Failed(out var error, out var given))
        {
            return Refuse("invite", error);
        }

        Code = given.Code;
        return Page();
    }

    /// <summary>Grants a role.</summary>
    public async Task<IActionResult> OnPostGrantAsync(string reference, string? role, string? from, string? until, string? why, CancellationToken cancel)
    {
        if (!await LoadAsync(reference, cancel))
        {
            return NotFound();
        }

        var (policy, id) = (role ?? "").Split('/', 2) is [var p, var r] ? (p, r) : ("", "");
        var rulebook = current.Rulebooks.FirstOrDefault(b => b.Id == policy);
        if (rulebook is null && policy != OwnRole.Policy)
        {
            return Refuse("grant", new("role.not-found", "No role is chosen.", "Choose a role."));
        }

        if (DayWords.Typed(from) is not { } first || (!string.IsNullOrWhiteSpace(until) && DayWords.Typed(until) is null))
        {
            return Refuse("grant", new("role.days", "That is no day.", "Enter a day."));
        }

        return After("grant", await services.GetRequiredService<GrantRole>().RunAsync(current.Scope, new() { Person = Person!.Reference, Rulebook = rulebook, Role = id, From = first, Until = DayWords.Typed(until), Why = why ?? "" }, cancel));
    }

    /// <summary>Withdraws a role.</summary>
    public async Task<IActionResult> OnPostWithdrawAsync(string reference, string? grant, string? until, string? why, CancellationToken cancel)
    {
        // A grant of somebody else is not theirs to withdraw from this page.
        if (!await LoadAsync(reference, cancel) || !Reference.TryParse(grant, out var which) || Grants.All(g => g.Reference != which))
        {
            return NotFound();
        }

        return DayWords.Typed(until) is { } last
            ? After("withdraw", await services.GetRequiredService<WithdrawRole>().RunAsync(current.Scope, new() { Grant = which, Until = last, Why = why ?? "" }, cancel))
            : Refuse("withdraw", new("role.past", "That is no day.", "Enter a day."));
    }

    /// <summary>Names a line manager.</summary>
    public async Task<IActionResult> OnPostManagerAsync(string reference, string? other, string? from, string? why, CancellationToken cancel)
    {
        if (!await LoadAsync(reference, cancel))
        {
            return NotFound();
        }

        return await FindAsync(other, cancel) is not { } manager ? Refuse("manager", new("manager.circle", "Nobody here has that staff number or reference.", "Look them up under people."))
            : DayWords.Typed(from) is not { } first ? Refuse("manager", new("manager.later", "That is no day.", "Enter a day."))
            : After("manager", await services.GetRequiredService<NameLineManager>().RunAsync(current.Scope, new() { Person = Person!.Reference, Manager = manager.Reference, From = first, Why = why ?? "" }, cancel));
    }

    /// <summary>Names a deputy.</summary>
    public async Task<IActionResult> OnPostDeputyAsync(string reference, string? other, string? from, string? until, string? why, CancellationToken cancel)
    {
        if (!await LoadAsync(reference, cancel))
        {
            return NotFound();
        }

        return await FindAsync(other, cancel) is not { } deputy ? Refuse("deputy", new("deputy.self", "Nobody here has that staff number or reference.", "Look them up under people."))
            : DayWords.Typed(from) is not { } first || DayWords.Typed(until) is not { } last ? Refuse("deputy", new("deputy.days", "That is no day.", "Enter a first and a last day."))
            : After("deputy", await services.GetRequiredService<AppointDeputy>().RunAsync(current.Scope, new() { Person = deputy.Reference, For = Person!.Reference, From = first, Until = last, Why = why ?? "" }, cancel));
    }

    /// <summary>Enters a place.</summary>
    public async Task<IActionResult> OnPostPlaceAsync(string reference, string? place, string? actor, string? from, string? until, string? why, CancellationToken cancel)
    {
        if (!await LoadAsync(reference, cancel))
        {
            return NotFound();
        }

        return DayWords.Typed(from) is not { } first || (!string.IsNullOrWhiteSpace(until) && DayWords.Typed(until) is null) ? Refuse("place", new("placement.days", "That is no day.", "Enter a day."))
            : After("place", await services.GetRequiredService<PlacePerson>().RunAsync(current.Scope, new() { Person = Person!.Reference, Place = place ?? "", As = actor ?? "", From = first, Until = DayWords.Typed(until), Why = why ?? "" }, cancel));
    }

    /// <summary>Records that they leave.</summary>
    public async Task<IActionResult> OnPostLeaveAsync(string reference, string? until, string? why, CancellationToken cancel)
    {
        if (!await LoadAsync(reference, cancel))
        {
            return NotFound();
        }

        return DayWords.Typed(until) is not { } last ? Refuse("leave", new("person.left", "That is no day.", "Enter the last day."))
            : After("leave", await services.GetRequiredService<RecordLeaver>().RunAsync(current.Scope, new() { Person = Person!.Reference, LeftOn = last, Why = why ?? "" }, cancel));
    }

    private IActionResult After<T>(string form, Result<T> result) where T : class => result.Failed(out var error, out _) ? Refuse(form, error) : LocalRedirect($"/people/{Person!.Reference}?done={form}");

    private IActionResult Refuse(string form, Error error)
    {
        Failed = form;
        var fallback = form switch { "leave" => "on", "grant" => "until", "withdraw" => "grant", "invite" => "why", "place" => "place", _ => "person" };
        Blame($"{form}-{(form, error.Code) switch { ("leave", "operation.why") => "why", ("leave", _) => "on", _ => Fields.GetValueOrDefault(error.Code, fallback) }}", error);
        return Page();
    }

    private async Task<bool> LoadAsync(string reference, CancellationToken cancel)
    {
        if (!Reference.TryParse(reference, out var who))
        {
            return false;
        }

        var (today, now) = (clock.Today(), clock.Now());
        await using var db = store.Read(current.Scope);
        Person = await db.People.SingleOrDefaultAsync(p => p.Reference == who, cancel);
        if (Person is null)
        {
            return false;
        }

        var manager = await db.Management.On(today).Where(m => m.Person == who).Select(m => (Reference?)m.Manager).SingleOrDefaultAsync(cancel);
        var reports = await db.Management.On(today).Where(m => m.Manager == who).Select(m => m.Person).ToListAsync(cancel);
        var deputies = await db.Deputies.Where(d => (d.Person == who || d.For == who) && d.Until >= today).OrderBy(d => d.From).ToListAsync(cancel);
        Reference[] wanted = [.. reports, .. deputies.SelectMany(d => new[] { d.Person, d.For }), manager ?? who];
        var names = await db.People.Where(p => wanted.Contains(p.Reference)).ToDictionaryAsync(p => p.Reference, p => p.Name, cancel);
        Manager = manager is { } above ? names[above] : null;
        Reports = [.. reports.Select(r => names[r]).Order(StringComparer.Ordinal)];
        Deputies = [.. deputies.Select(d => d.For == who ? $"{names[d.Person]} stands in for them {Days(d)}" : $"they stand in for {names[d.For]} {Days(d)}")];
        Placements = [.. (await db.Placements.Where(p => p.Person == who && (p.Until == null || p.Until >= today)).OrderBy(p => p.From).ToListAsync(cancel)).Where(p => !(p.Until < p.From)).Select(p => $"{p.Place}, as {FactWords.Value("actor", p.As).ToLowerInvariant()}, {Days(p)}")];
        Grants = [.. (await db.RoleGrants.Where(g => g.Person == who && (g.Until == null || g.Until >= today)).OrderBy(g => g.Role).ToListAsync(cancel)).Where(g => !(g.Until < g.From)).Select(g => (g.Reference, $"{RoleWords.Name(g, desk)}, {Days(g)}"))];
        var invited = await db.Invitations.Where(i => i.Person == who && i.SpentAt == null && i.Until > now).OrderByDescending(i => i.Until).FirstOrDefaultAsync(cancel);
        InvitedUntil = invited is null ? null : DateOnly.FromDateTime(invited.Until.UtcDateTime);
        await using var installation = store.Read(Scope.OfInstallation("seats"));
        var at = current.Organisation.Id;
        HasAccount = await installation.Seats.AnyAsync(s => s.At == at && s.Person == who, cancel);
        return true;
    }

    private async Task<Person?> FindAsync(string? typed, CancellationToken cancel)
    {
        var number = (typed ?? "").Trim();
        await using var db = store.Read(current.Scope);
        return Reference.TryParse(number, out var reference) && await db.People.SingleOrDefaultAsync(p => p.Reference == reference, cancel) is { } known ? known : await db.People.SingleOrDefaultAsync(p => p.StaffNumber == number, cancel);
    }

    private static string Days(Dated row) => row.Until is { } last ? $"from {VerdictWords.Day(row.From)} until {VerdictWords.Day(last)}" : $"since {VerdictWords.Day(row.From)}";
}
