using System.Globalization;
using System.Text.Json;
using Candour.Engine;
using Candour.Governance.Access;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Requests;

/// <summary>Something kept about a person.</summary>
/// <param name="Item">Pinned name of the row: <c>note/K7QX-3MPD</c>.</param>
/// <param name="Matter">The matter to which it belongs; null for what is kept about them as somebody who works here.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="Text">What it says.</param>
public sealed record DataItem(string Item, Reference? Matter, string Title, string Text);

/// <summary>Gathers everything kept about a person at a moment.</summary>
public static class DataAbout
{
    /// <summary>Matters that have to do with a person: they are named in it, brought it up, are part of the case or wrote in it, or their name stands in what was written.</summary>
    /// <param name="db">In the scope of whoever gathers: what they must not know of is not found.</param>
    /// <param name="person">Whom it is about.</param>
    /// <param name="until">What came later is not part of it.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<IReadOnlyList<Matter>> MattersAsync(GovernanceContext db, Reference person, DateTimeOffset until, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var (by, name) = (person.Text, await db.People.Where(p => p.Reference == person).Select(p => p.Name).SingleAsync(cancel));
        // Compared by the database, which knows no StringComparison.
#pragma warning disable CA1304, CA1311, CA1862
        var lower = name.ToLower();
        return await db.Matters.Where(m => m.OpenedAt <= until && !(m.Policy == OwnRole.Policy && m.Kind == OwnRulebook.DataRequest) && (
            m.Reporter == person || m.Named.Any(n => n.Person == person) || m.Text.ToLower().Contains(lower)
            || db.CasePeople.Any(p => p.Matter == m.Reference && p.Person == person)
            || db.CaseNotes.Any(n => n.Matter == m.Reference && (n.By == by || n.Text.ToLower().Contains(lower)))
            || db.CaseAnswers.Any(a => a.Matter == m.Reference && (a.By == by || a.Answer.ToLower().Contains(lower)))
            || db.EvidenceFiles.Any(f => f.Matter == m.Reference && (f.By == by || f.Description.ToLower().Contains(lower)))
            || db.RegisterLines.Any(l => l.Matter == m.Reference && l.Fields.ToLower().Contains(lower)))).OrderBy(m => m.OpenedAt).ToListAsync(cancel);
#pragma warning restore CA1304, CA1311, CA1862
    }

    /// <summary>Every item, those about the person as somebody who works here first.</summary>
    /// <param name="db">In the scope of whoever gathers.</param>
    /// <param name="store">For their account, which the installation keeps.</param>
    /// <param name="request">Whose, and until when.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<IReadOnlyList<DataItem>> ReadAsync(GovernanceContext db, Store store, DataRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(request);
        var items = new List<DataItem>();
        await WorkAsync(db, store, request.Person, items, cancel);
        foreach (var matter in await MattersAsync(db, request.Person, request.AskedAt, cancel))
        {
            await MatterAsync(db, matter, request.AskedAt, items, cancel);
        }

        return items;
    }

    private static async Task WorkAsync(GovernanceContext db, Store store, Reference person, List<DataItem> items, CancellationToken cancel)
    {
        var one = await db.People.SingleAsync(p => p.Reference == person, cancel);
        Add("person", "Their entry among the people", [$"{one.Name}, staff number {one.StaffNumber}, reference {person}, e-mail {one.Email ?? "none"}, joined {Day(one.JoinedOn)}, left {(one.LeftOn is { } left ? Day(left) : "not")}"]);
        Add("roles", "Roles they hold or held", (await db.RoleGrants.Where(g => g.Person == person).OrderBy(g => g.From).ToListAsync(cancel)).Select(g => $"{g.Role} ({g.Policy}) {Days(g)}"));
        Add("placements", "Where they work or worked", (await db.Placements.Where(p => p.Person == person).OrderBy(p => p.From).ToListAsync(cancel)).Select(p => $"{p.Place}, as {p.As} {Days(p)}"));
        Add("line", "Line managers, and whom they manage", (await db.Management.Where(m => m.Person == person || m.Manager == person).OrderBy(m => m.From).ToListAsync(cancel)).Select(m => $"{(m.Person == person ? $"managed by {m.Manager}" : $"manages {m.Person}")} {Days(m)}"));
        Add("standing-in", "Who stood in for whom", (await db.Deputies.Where(d => d.Person == person || d.For == person).OrderBy(d => d.From).ToListAsync(cancel)).Select(d => $"{d.Person} for {d.For} {Days(d)}"));
        Add("invitations", "Invitations to sign in", (await db.Invitations.Where(i => i.Person == person).OrderBy(i => i.MadeAt).ToListAsync(cancel)).Select(i => $"made {Moment(i.MadeAt)}, {(i.SpentAt is { } spent ? $"used {Moment(spent)}" : "not used")}"));
        var subject = person.Text;
        Add("ledger", "Entries of the ledger about them", (await db.Entries.Where(e => e.Subject == subject).OrderBy(e => e.At).ToListAsync(cancel)).Select(e => $"{Moment(e.At)} {e.What} by {e.By}: {e.Why ?? "erased"}"));
        await using var installation = store.Read(Scope.OfInstallation("data-requests"));
        var accounts = await installation.Seats.Where(s => s.At == db.Scope.Organisation && s.Person == person).Join(installation.Accounts, s => s.Account, a => a.Reference, (s, a) => a).ToListAsync(cancel);
        foreach (var account in accounts)
        {
            var sessions = await installation.Sessions.Where(s => s.Account == account.Reference).OrderBy(s => s.StartedAt).ToListAsync(cancel);
            Add("sign-in", "How and when they signed in", [$"sign-in name {account.SignInName ?? "none"}, account opened {Moment(account.OpenedAt)}", .. sessions.Select(s => $"signed in {Moment(s.StartedAt)} by {s.How}")]);
        }

        void Add(string item, string title, IEnumerable<string> lines)
        {
            if (string.Join('\n', lines) is { Length: > 0 } text)
            {
                items.Add(new(item, null, title, text));
            }
        }
    }

    private static async Task MatterAsync(GovernanceContext db, Matter matter, DateTimeOffset until, List<DataItem> items, CancellationToken cancel)
    {
        var of = matter.Reference;
        Add($"matter/{of}", "What was brought up", matter.Text);
        foreach (var answer in await db.CaseAnswers.Where(a => a.Matter == of && a.At <= until).OrderBy(a => a.Number).ToListAsync(cancel))
        {
            Add($"answer/{of}/{answer.Number}", $"Answer to a step, {Moment(answer.At)}", Words(answer.Answer));
        }

        foreach (var note in await db.CaseNotes.Where(n => n.Matter == of && n.At <= until).OrderBy(n => n.At).ToListAsync(cancel))
        {
            Add($"note/{note.Reference}", $"Note, {Moment(note.At)}", note.Text);
        }

        foreach (var file in await db.EvidenceFiles.Where(f => f.Matter == of && f.At <= until).OrderBy(f => f.At).ToListAsync(cancel))
        {
            Add($"evidence/{file.Reference}", $"File, {Moment(file.At)}; what it shows is given here, the file itself is handed over beside this answer", $"{file.Name}: {file.Description}");
        }

        foreach (var line in await db.RegisterLines.Where(l => l.Matter == of && l.At <= until).OrderBy(l => l.At).ToListAsync(cancel))
        {
            Add($"register/{line.Reference}", $"Line of the register {line.Register}, {Moment(line.At)}", line.Fields);
        }

        if (await db.Cases.Where(c => c.Matter == of && c.ClosedAt <= until).Select(c => c.Outcome).SingleOrDefaultAsync(cancel) is { } outcome)
        {
            Add($"outcome/{of}", "What came of it", outcome);
        }

        void Add(string item, string title, string text) => items.Add(new(item, of, title, text));
    }

    private static string Words(string answer)
    {
        var read = JsonSerializer.Deserialize(answer, EngineJson.Line.StepAnswer)!;
        return string.Join('\n', new[] { $"{read.Step}: {(read.Skip is { } skip ? $"skipped, {skip}" : read.Value is { Count: > 0 } value ? string.Join(", ", value) : "done")}", read.Reason is { } reason ? $"because: {reason}" : null }
            .Concat((read.Fields ?? new Dictionary<string, Engine.Procedures.FieldValue>()).Select(f => $"{f.Key}: {f.Value}")).OfType<string>());
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Days(Dated dated) => $"from {Day(dated.From)}{(dated.Until is { } until ? $" until {Day(until)}" : "")}";
}
