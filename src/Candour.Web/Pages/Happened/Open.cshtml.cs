using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Governance.Cases;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>Opens a case: what has happened, who is in it, and whether the manager may know.</summary>
public sealed class OpenCaseModel(CurrentPerson current, Store store, OpenCase open) : FormPage
{
    /// <summary>People who may be named at once; more are added in the case.</summary>
    public const int Rows = 3;

    private static readonly Dictionary<string, string> Fields = new() { ["matter.text"] = "text", ["note.data"] = "text", ["person.self"] = "who-0", ["person.who"] = "who-0", ["person.not-found"] = "who-0" };

    /// <summary>The rules.</summary>
    public Rulebook Rulebook { get; private set; } = null!;

    /// <summary>The procedure.</summary>
    public Procedure Procedure { get; private set; } = null!;

    /// <summary>What was sent.</summary>
    public IFormCollection Sent { get; private set; } = FormCollection.Empty;

    /// <summary>The case that offered it.</summary>
    public string? After { get; private set; }

    /// <summary>Shows the form.</summary>
    public IActionResult OnGet(string policy, string procedure, string? after)
    {
        After = after;
        return Choose(policy, procedure) ? Page() : NotFound();
    }

    /// <summary>Opens it.</summary>
    public async Task<IActionResult> OnPostAsync(string policy, string procedure, CancellationToken cancel)
    {
        if (!Choose(policy, procedure))
        {
            return NotFound();
        }

        Sent = await Request.ReadFormAsync(cancel);
        After = Sent["after"];
        if (Sent["manager"].ToString() is not ("yes" or "no" or "unsure"))
        {
            Problems["manager"] = "Select whether your line manager is part of it";
        }

        var people = await PeopleAsync(cancel);
        if (Problems.Count > 0)
        {
            return Page();
        }

        var result = await open.RunAsync(current.Scope, new()
        {
            Rulebook = Rulebook, Procedure = Procedure.Id, Text = Sent["text"].ToString(), People = people, After = Reference.TryParse(After, out var after) ? after : null,
            ManagerImplicated = Sent["manager"].ToString() switch { "yes" => true, "no" => false, _ => null },
        }, cancel);
        if (result.Failed(out var error, out var opened))
        {
            Blame(Fields.GetValueOrDefault(error.Code, "text"), error);
            return Page();
        }

        return LocalRedirect($"/cases/{opened.Matter}");
    }

    // Somebody reports by name or staff number. A name that one of our people has means them: who is implicated must never slip through as a stranger.
    private async Task<List<CasePart>> PeopleAsync(CancellationToken cancel)
    {
        var parts = new List<CasePart>();
        await using var db = store.Read(current.Scope);
        for (var row = 0; row < Rows; row++)
        {
            var (who, part) = (Sent[$"who-{row}"].ToString().Trim(), Sent[$"part-{row}"].ToString());
            if (who.Length == 0)
            {
                continue;
            }

            if (!Enum.TryParse<Part>(part, out var asWhat))
            {
                Problems[$"part-{row}"] = "Select what they are in it";
                continue;
            }

            var matches = await db.People.CalledAsync(who, cancel);
            if (matches.Count > 1)
            {
                Problems[$"who-{row}"] = $"More than one of our people is called {who}. Give the staff number";
                continue;
            }

            parts.Add(matches.Count == 1 ? new(asWhat, matches[0], null) : new(asWhat, null, who));
        }

        return parts;
    }

    private bool Choose(string policy, string procedure)
    {
        Rulebook = current.Rulebooks.FirstOrDefault(r => r.Id == policy)!;
        Procedure = Rulebook?.Procedures.FirstOrDefault(p => p.Id == procedure && !p.KeepsNothing && p.Audience is not "public")!;
        return Procedure is not null;
    }
}
