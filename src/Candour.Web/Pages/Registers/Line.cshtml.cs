using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Governance.Access;
using Candour.Governance.Registers;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>A line of a register with what was put right in it, and the form that puts it right.</summary>
public sealed class RegisterLineModel(CurrentPerson current, Store store, AccessPolicy access, CorrectLine correct) : FormPage
{
    /// <summary>The rules.</summary>
    public Rulebook Rulebook { get; private set; } = null!;

    /// <summary>The register.</summary>
    public Register Register { get; private set; } = null!;

    /// <summary>The line.</summary>
    public RegisterLine Line { get; private set; } = null!;

    /// <summary>The lines before it, the newest first.</summary>
    public IReadOnlyList<RegisterLine> Before { get; private set; } = [];

    /// <summary>Whether restricted columns are shown.</summary>
    public bool Restricted { get; private set; }

    /// <summary>Whether the case may be opened.</summary>
    public bool MayOpen { get; private set; }

    /// <summary>Why it is put right.</summary>
    [BindProperty]
    public string? Why { get; set; }

    /// <summary>Whether the form is shown.</summary>
    public bool MayCorrect => MayOpen && !Line.IsCorrected && current.Viewer.Capacities.Any(c => c.Roles.Intersect(Register.Writes.Concat(Register.ReadsRestricted)).Any());

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string policy, string register, string line, CancellationToken cancel) => await FindAsync(policy, register, line, cancel) ? Page() : NotFound();

    /// <summary>Puts it right.</summary>
    public async Task<IActionResult> OnPostAsync(string policy, string register, string line, CancellationToken cancel)
    {
        if (!await FindAsync(policy, register, line, cancel))
        {
            return NotFound();
        }

        var columns = RegisterList.Columns(Line, Register, Restricted);
        var form = await Request.ReadFormAsync(cancel);
        var changed = Register.Fields.Zip(columns).Where(f => f.First.Kind is not "list" && f.Second is not null && form.TryGetValue($"field-{f.First.Id}", out var typed) && typed.ToString().Trim() != f.Second)
            .ToDictionary(f => f.First.Id, f => form[$"field-{f.First.Id}"].ToString().Trim());
        if ((await correct.RunAsync(current.Scope, new() { Line = Line.Reference, Fields = changed, Why = Why ?? "" }, cancel)).Failed(out var error, out var next))
        {
            Blame("why", error);
            return Page();
        }

        return LocalRedirect($"/registers/{policy}/{register}/{next.Reference}");
    }

    private async Task<bool> FindAsync(string policy, string register, string line, CancellationToken cancel)
    {
        Rulebook = current.Rulebooks.FirstOrDefault(r => r.Id == policy)!;
        Register = Rulebook?.Registers.FirstOrDefault(r => r.Id == register && RegisterList.MayRead(current.Viewer, r))!;
        if (Register is null || !Reference.TryParse(line, out var wanted))
        {
            return false;
        }

        Restricted = RegisterList.MayReadRestricted(current.Viewer, Register);
        await using var db = store.Read(current.Scope);
        var lines = RegisterList.Lines(db, current.Viewer, policy, Register, new() { Corrected = true });
        Line = (await lines.SingleOrDefaultAsync(l => l.Reference == wanted, cancel))!;
        if (Line is null)
        {
            return false;
        }

        var before = new List<RegisterLine>();
        for (var corrects = Line.Corrects; corrects is { } one;)
        {
            var earlier = await lines.SingleAsync(l => l.Reference == one, cancel);
            before.Add(earlier);
            corrects = earlier.Corrects;
        }

        Before = before;
        MayOpen = await access.Matters(db, current.Viewer).AnyAsync(m => m.Reference == Line.Matter, cancel);
        return true;
    }
}
