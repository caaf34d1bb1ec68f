using System.Text.Json;
using Candour.Engine.Facts;
using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Web.Accounts;
using Candour.Web.Cases;
using Candour.Web.Checking;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>
/// A procedure gone through without keeping anything: what is most urgent first, then step by step. The answers so far travel in the form itself, so the server holds nothing between two steps.
/// </summary>
public sealed class ProcedureModel(CheckDesk desk, CurrentPerson current) : FormPage
{
    private const int MostHistory = 100_000;

    /// <summary>The rules.</summary>
    public Rulebook Rulebook { get; private set; } = null!;

    /// <summary>The procedure.</summary>
    public Procedure Procedure { get; private set; } = null!;

    /// <summary>Where it stands.</summary>
    public Walk Walk { get; private set; } = null!;

    /// <summary>The step that is shown; null on the first page and at the end.</summary>
    public OpenStep? Step { get; private set; }

    /// <summary>Whether somebody goes through it, after its first page.</summary>
    public bool IsWalking { get; private set; }

    /// <summary>What was sent.</summary>
    public IFormCollection Sent { get; private set; } = FormCollection.Empty;

    /// <summary>The case that offered it.</summary>
    public string? After { get; private set; }

    /// <summary>Whether a case can be opened here.</summary>
    public bool MayOpen => current.IsSignedIn && !Procedure.KeepsNothing && Procedure.Audience is not "public" && current.Rulebooks.Any(r => r.Id == Rulebook.Id && r.Version == Rulebook.Version);

    /// <summary>The clauses behind the step.</summary>
    public Clause[] Clauses => [.. (Step?.Clauses ?? Walk.End?.Clauses ?? []).Select(id => Rulebook.Clauses.FirstOrDefault(c => c.Id == id)).OfType<Clause>()];

    /// <summary>Its first page.</summary>
    public IActionResult OnGet(string policy, string procedure, string? after)
    {
        After = after;
        return Choose(policy, procedure) ? Page() : NotFound();
    }

    /// <summary>One step on.</summary>
    public async Task<IActionResult> OnPostAsync(string policy, string procedure, CancellationToken cancel)
    {
        if (!Choose(policy, procedure))
        {
            return NotFound();
        }

        Sent = await Request.ReadFormAsync(cancel);
        IsWalking = true;
        var history = Sent["history"].ToString();
        if (history.Length > 0 && !Resume(history))
        {
            return BadRequest();
        }

        var step = Sent["step"].ToString();
        if (step.Length > 0 && Walk.Open.FirstOrDefault(o => o.Id == step) is { } open)
        {
            var result = Walk.Answer(Walk.AsExpected(StepForm.Read(open, Sent)));
            if (result.Walk is { } next)
            {
                Walk = next;
                Sent = FormCollection.Empty;
            }
            else
            {
                Problems[result.Refusal!.Code switch { StepRefusal.Reason => "reason", StepRefusal.Must => "skip", StepRefusal.Value => "value", _ => "answer" }] = $"{result.Refusal.What} {result.Refusal.ToDo}";
            }
        }

        Step = Problems.Count > 0 ? Walk.Open.First(o => o.Id == step) : Walk.Open.FirstOrDefault(o => o.Id == Sent["go"]) ?? (Walk.Open.Count > 0 ? Walk.Open[0] : null);
        return Page();
    }

    private bool Resume(string history)
    {
        try
        {
            var before = history.Length <= MostHistory ? JsonSerializer.Deserialize(history, Engine.EngineJson.Line.IReadOnlyListStepAnswer) : null;
            foreach (var answer in before ?? [])
            {
                if (Walk.Answer(answer).Walk is not { } next)
                {
                    return false;
                }

                Walk = next;
            }

            return before is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private bool Choose(string policy, string procedure)
    {
        var rulebook = current.Mine(desk.Find(policy));
        var found = rulebook?.Procedures.FirstOrDefault(p => p.Id == procedure);
        if (rulebook is null || found is null)
        {
            return false;
        }

        (Rulebook, Procedure) = (rulebook, found);
        Walk = Walk.Begin(rulebook, found, new FactSet(), null);
        return true;
    }
}
