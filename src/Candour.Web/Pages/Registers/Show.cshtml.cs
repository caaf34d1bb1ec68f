using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Governance.Registers;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>A register: search, filters, pages, and the same lines as a file.</summary>
public sealed class RegisterModel(CurrentPerson current, Store store) : FormPage
{
    private const int MostExported = 100_000;

    /// <summary>The rules.</summary>
    public Rulebook Rulebook { get; private set; } = null!;

    /// <summary>The register.</summary>
    public Register Register { get; private set; } = null!;

    /// <summary>The lines of this page.</summary>
    public IReadOnlyList<RegisterLine> Lines { get; private set; } = [];

    /// <summary>Whether restricted columns are shown.</summary>
    public bool Restricted { get; private set; }

    /// <summary>Words that a line must hold. They do not stand in the address: the form is posted.</summary>
    [BindProperty]
    public string? Words { get; set; }

    /// <summary>First day.</summary>
    [BindProperty]
    public string? From { get; set; }

    /// <summary>Last day.</summary>
    [BindProperty]
    public string? Until { get; set; }

    /// <summary>Lines that were put right too.</summary>
    [BindProperty]
    public string? Corrected { get; set; }

    /// <summary>Which page, from 1.</summary>
    [BindProperty]
    public int Number { get; set; } = 1;

    /// <summary>csv or excel, for a file.</summary>
    [BindProperty]
    public string? As { get; set; }

    /// <summary>Shows the newest lines.</summary>
    public async Task<IActionResult> OnGetAsync(string policy, string register, CancellationToken cancel) => Choose(policy, register) ? await ShowAsync(cancel) : NotFound();

    /// <summary>Shows what is looked for, or hands it out.</summary>
    public async Task<IActionResult> OnPostAsync(string policy, string register, CancellationToken cancel)
    {
        if (!Choose(policy, register))
        {
            return NotFound();
        }

        return As is "csv" or "excel" && Filter() is { } filter ? await ExportAsync(filter, cancel) : await ShowAsync(cancel);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (Filter() is { } filter)
        {
            Number = Math.Clamp(Number, 1, 10_000);
            await using var db = store.Read(current.Scope);
            Lines = await RegisterList.Lines(db, current.Viewer, Rulebook.Id, Register, filter).Skip((Number - 1) * RegisterList.PageSize).Take(RegisterList.PageSize).ToListAsync(cancel);
        }

        return Page();
    }

    private async Task<IActionResult> ExportAsync(RegisterFilter filter, CancellationToken cancel)
    {
        await using var db = store.Read(current.Scope);
        var lines = await RegisterList.Lines(db, current.Viewer, Rulebook.Id, Register, filter).Take(MostExported).ToListAsync(cancel);
        var output = new MemoryStream();
        if (As is "csv")
        {
            RegisterExport.WriteCsv(output, Register, lines, Restricted);
        }
        else
        {
            RegisterExport.WriteExcel(output, Register, lines, Restricted);
        }

        output.Position = 0;
        return As is "csv" ? File(output, "text/csv", $"{Register.Id}.csv") : File(output, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{Register.Id}.xlsx");
    }

    private RegisterFilter? Filter()
    {
        var (from, until) = (DayWords.Typed(From), DayWords.Typed(Until));
        if (!string.IsNullOrWhiteSpace(From) && from is null)
        {
            Problems["from"] = "Enter a day, such as 2026-04-01, or nothing";
        }

        if (!string.IsNullOrWhiteSpace(Until) && until is null)
        {
            Problems["until"] = "Enter a day, such as 2026-04-30, or nothing";
        }

        return Problems.Count > 0 ? null : new() { Words = Words, From = from, Until = until, Corrected = Corrected is "yes" };
    }

    private bool Choose(string policy, string register)
    {
        Rulebook = current.Rulebooks.FirstOrDefault(r => r.Id == policy)!;
        Register = Rulebook?.Registers.FirstOrDefault(r => r.Id == register && RegisterList.MayRead(current.Viewer, r))!;
        Restricted = Register is not null && RegisterList.MayReadRestricted(current.Viewer, Register);
        return Register is not null;
    }
}
