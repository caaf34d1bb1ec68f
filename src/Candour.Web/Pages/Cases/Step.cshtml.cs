using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Engine.Time;
using Candour.Governance.Cases;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Cases;
using Candour.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>One step of a case: what is done, by whom, by when, what never, and the form that answers it.</summary>
public sealed class StepModel(CurrentPerson current, CaseDesk desk, Store store, RecordLook look, TimeProvider clock, AnswerStep answer, AssignTask assign, ChangeClock clocks) : CasePage(current, desk, store, look, clock)
{
    /// <summary>The step.</summary>
    public OpenStep Step { get; private set; } = null!;

    /// <summary>What was sent.</summary>
    public IFormCollection Sent { get; private set; } = FormCollection.Empty;

    /// <summary>Its tasks.</summary>
    public IEnumerable<CaseTask> Tasks => View.Tasks.Where(t => t.Step == Step.Id && !t.News);

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, string step, CancellationToken cancel) =>
        await FindAsync(reference, cancel) is { } elsewhere ? elsewhere : Choose(step) ? Page() : LocalRedirect(Href);

    /// <summary>Answers it.</summary>
    public async Task<IActionResult> OnPostAsync(string reference, string step, CancellationToken cancel)
    {
        if (await FindAsync(reference, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        Sent = await Request.ReadFormAsync(cancel);
        var isOpen = Choose(step);
        var sent = isOpen ? StepForm.Read(Step, Sent) : StepAnswer.Of(step);
        var seen = int.TryParse(Sent["seen"], out var number) ? number : (int?)null;
        var result = await answer.RunAsync(Current.Scope, new() { Case = View.Case.Matter, Answer = sent, Seen = seen }, cancel);
        if (!result.Failed(out var error, out _))
        {
            // Straight on to what falls to the same person, so that somebody in a hurry is not led through the list.
            var next = await FindAsync(reference, cancel) is null ? View.Walk.Open.FirstOrDefault(o => !o.Anytime && View.Tasks.Any(t => t.Step == o.Id && !t.News && t.Person == Current.Viewer.Person)) : null;
            return LocalRedirect(next is null ? Href : $"{Href}/steps/{next.Id}");
        }

        if (isOpen)
        {
            return Refuse(error, error.Code switch { "step.reason" => "reason", "step.must" => "skip", "step.value" => "value", _ => "answer" });
        }

        Step = View.Walk.Open.Count > 0 ? View.Walk.Open[0] : null!;
        return Step is null ? LocalRedirect(Href) : Refuse(error, "answer");
    }

    /// <summary>Takes the task.</summary>
    public async Task<IActionResult> OnPostTakeAsync(string reference, string step, string? task, CancellationToken cancel)
    {
        if (await FindAsync(reference, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        if (!Choose(step) || !Reference.TryParse(task, out var mine))
        {
            return LocalRedirect(Href);
        }

        var taken = await assign.RunAsync(Current.Scope, new() { Task = mine, To = Current.Viewer.Person, Why = "They take it." }, cancel);
        return taken.Failed(out var error, out _) ? Refuse(error, "answer") : LocalRedirect($"{Href}/steps/{step}");
    }

    /// <summary>Moves its clock.</summary>
    public async Task<IActionResult> OnPostClockAsync(string reference, string step, string? what, string? count, string? unit, string? why, CancellationToken cancel)
    {
        if (await FindAsync(reference, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        if (!Choose(step))
        {
            return LocalRedirect(Href);
        }

        Sent = await Request.ReadFormAsync(cancel);
        var by = Period.Parse($"{count?.Trim()} {unit}");
        if (what is ClockChange.Extend && by is null)
        {
            Problems["clock-count"] = "Enter a whole number, such as 5";
            return Page();
        }

        var moved = await clocks.RunAsync(Current.Scope, new() { Case = View.Case.Matter, Step = step, Change = new(what ?? "", by), Why = why ?? "" }, cancel);
        return moved.Failed(out var error, out _) ? Refuse(error, error.Code is "operation.why" or "step.reason" or "note.data" ? $"clock-why-{what}" : "clock") : LocalRedirect($"{Href}/steps/{step}#clock");
    }

    /// <summary>Whether they handle the case.</summary>
    public bool Handles => View.People.Any(p => p.In.Part is Part.Handler && p.In.Person == Current.Viewer.Person);

    /// <summary>Units in which more time may be given.</summary>
    public IReadOnlyList<ChoiceItem> Units => [.. (Step.Due?.ExtendAtMost is { } most ? [most.Unit] : new[] { Step.Due!.Within.Unit, PeriodUnit.WorkingDays, PeriodUnit.Days, PeriodUnit.Hours, PeriodUnit.Weeks, PeriodUnit.Months }).Distinct()
        .Select(u => new Period(2, u).ToString()[2..]).Select(u => new ChoiceItem { Value = u, Text = u })];

    /// <summary>The clauses behind it, with a link for each.</summary>
    public IEnumerable<Clause> Clauses => Step.Clauses.Select(id => View.Rulebook.Clauses.FirstOrDefault(c => c.Id == id)).OfType<Clause>();

    private bool Choose(string step)
    {
        Step = View.Walk.Open.FirstOrDefault(o => o.Id == step)!;
        return Step is not null;
    }
}
