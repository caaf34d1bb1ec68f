using Candour.Engine.Rulebooks;
using Candour.Web.Asking;
using Candour.Web.Checking;
using Candour.Web.Components;
using Candour.Web.Hosting;
using Candour.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>One question under two policies, side by side: for people who work for both, and for organisations that merge.</summary>
public sealed class AskCompareModel(CheckDesk desk, AskDesk asking, ChosenPolicy chosen, CheckSettings settings) : AskPageModel(desk, asking, chosen)
{
    /// <summary>Both answers; none while the other policy is being chosen.</summary>
    public IReadOnlyList<AnswerView> Shown { get; private set; } = [];

    /// <summary>Something may still be asked.</summary>
    public bool HasMoreQuestions { get; private set; }

    /// <summary>The policies there are.</summary>
    public IReadOnlyList<ChoiceItem> Policies => [.. Desk.Current.Select(e => new ChoiceItem { Value = e.Id, Text = settings.NameOf(e) })];

    /// <summary>Policies beside the first.</summary>
    public IReadOnlyList<ChoiceItem> Others => [.. Policies.Where(p => p.Value != Form!.Rulebook.Id)];

    /// <summary>How the two stand to each other, in one sentence.</summary>
    public string Sentence
    {
        get
        {
            var (a, b) = (Shown[0].Answer, Shown[1].Answer);
            var (isClear, isOtherClear) = (AnswerWords.IsSettled(a), AnswerWords.IsSettled(b));
            return isClear != isOtherClear ? "One of them is clear, the other depends on more"
                : !isClear ? "Both depend on something that is not known"
                : a.Level != b.Level ? "The two policies give different answers"
                : a.Level is Engine.Decisions.AnswerLevel.Conditional && !a.Conditions.SequenceEqual(b.Conditions) ? "Both say yes, on conditions of their own"
                : "Both policies give the same answer";
        }
    }

    /// <summary>Asks for the other policy, or shows both answers.</summary>
    public IActionResult OnGet()
    {
        if (Refused() is { } refused)
        {
            return refused;
        }

        var form = Form!;
        if (form.Other is null || form.Other.Id == form.Rulebook.Id)
        {
            if (form.Other is not null)
            {
                Problems["with"] = "Select two different organisations";
            }

            return Page();
        }

        if (form.Answers.Count == 0)
        {
            return Redirect(form.Href("/ask/question"));
        }

        Shown = [.. form.Rulebooks.Select(r => AnswerView.Of(form, r, Asking))];
        HasMoreQuestions = AnswerView.NextQuestion(Shown.Select(s => s.Answer), form) is not null;
        return Page();
    }
}
