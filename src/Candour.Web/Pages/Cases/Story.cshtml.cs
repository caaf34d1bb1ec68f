using System.Text.Json;
using Candour.Engine;
using Candour.Governance.Cases;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Cases;
using Candour.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>A case's story in order, with a form for notes.</summary>
public sealed class StoryModel(CurrentPerson current, CaseDesk desk, Store store, RecordLook look, TimeProvider clock, AddNote add) : CasePage(current, desk, store, look, clock)
{
    private readonly Store _store = store;

    /// <summary>What happened.</summary>
    public IReadOnlyList<StoryLine> Lines { get; private set; } = [];

    /// <summary>Files that are distressing: a warning stands before them.</summary>
    public IReadOnlySet<Reference> Distressing { get; private set; } = new HashSet<Reference>();

    /// <summary>Whether looks are shown.</summary>
    public bool Looks { get; private set; }

    /// <summary>The note as typed.</summary>
    [BindProperty]
    public string? Note { get; set; }

    /// <summary>What a line says.</summary>
    public string TextOf(StoryLine line) => line.What is "answer"
        ? CaseWords.Answer(JsonSerializer.Deserialize(line.Text!, EngineJson.Line.StepAnswer)!, View.Procedure)
        : line.Text ?? "";

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, string? looks, CancellationToken cancel)
    {
        Looks = looks is "yes";
        return await FindAsync(reference, cancel) ?? await ShowAsync(cancel);
    }

    /// <summary>Adds a note.</summary>
    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken cancel)
    {
        if (await FindAsync(reference, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        if ((await add.RunAsync(Current.Scope, new() { Case = View.Case.Matter, Text = Note ?? "" }, cancel)).Failed(out var error, out _))
        {
            Blame("note", error);
            return await ShowAsync(cancel);
        }

        return LocalRedirect($"{Href}/story#end");
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        await using var db = _store.Read(Current.Scope);
        Lines = await CaseStory.ReadAsync(db, View.Case.Matter, Looks, cancel);
        Distressing = (await db.EvidenceFiles.Where(f => f.Matter == View.Case.Matter && f.Distressing).Select(f => f.Reference).ToListAsync(cancel)).ToHashSet();
        return Page();
    }
}
