using Candour.Engine.Facts;
using Candour.Web.Asking;
using Candour.Web.Checking;
using Candour.Web.Components;
using Candour.Web.Hosting;
using Candour.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>One question: the most telling one that is open, or one that somebody came back to. Its form is an address too, so the browser's own way back works.</summary>
public sealed class AskQuestionModel(CheckDesk desk, AskDesk asking, ChosenPolicy chosen) : AskPageModel(desk, asking, chosen)
{
    /// <summary>The fact that is asked for.</summary>
    public FactDefinition Fact { get; private set; } = FactVocabulary.Find("act")!;

    /// <summary>What may be chosen.</summary>
    public Choices Choices { get; private set; } = new([], []);

    /// <summary>The answer before this one: where the way back leads.</summary>
    public Told? Before { get; private set; }

    /// <summary>Answers that stand before this one in the address, and those after it.</summary>
    public (IReadOnlyList<Told> Before, IReadOnlyList<Told> After) Around { get; private set; } = ([], []);

    /// <summary>How it is asked.</summary>
    public string Words => FactWords.Question(Fact.Name, Form!.IsPublic);

    /// <summary>What is chosen.</summary>
    public IReadOnlyList<string> Chosen => Form!.Answer(Fact.Name)?.Values ?? [];

    /// <summary>Where the way back leads.</summary>
    public string Back => Form!.From switch
    {
        "answer" => Form.Href(Form.Other is null ? "/ask/answer" : "/ask/compare"),
        "understood" => Form.Href("/ask/understood"),
        _ when Before is null => Form.Other is null ? Form.Href("/ask") : Form.Href("/ask/compare"),
        _ => Form.Href("/ask/question", ("change", Before.Fact)),
    };

    /// <summary>Asks, or leads on once there is an answer.</summary>
    public IActionResult OnGet()
    {
        if (Refused() is { } refused)
        {
            return refused;
        }

        var form = Form!;
        if (form.Asked is { } asked && form.Answer(asked) is not null)
        {
            return Redirect(form.Href(form.From is "understood" ? "/ask/understood" : "/ask/question"));
        }

        if (form.Asked is not null)
        {
            Problems.TryAdd($"fact-{form.Asked}", FactVocabulary.Find(form.Asked)!.Set ? "Select what applies, or “I do not know”" : "Select an answer, or “I do not know”");
        }

        var open = form.Asked ?? form.Changing ?? AnswerView.NextQuestion(form.Rulebooks.Select(r => Asking.Ask(r, form.FactsFor(r), form.On)), form);
        if (open is null)
        {
            return Redirect(form.Href(form.Other is null ? "/ask/answer" : "/ask/compare"));
        }

        Fact = FactVocabulary.Find(open)!;
        Choices = Choices.Of(form, open);
        var at = form.Answers.ToList().FindIndex(a => a.Fact == open);
        Around = at < 0 ? (form.Answers, []) : ([.. form.Answers.Take(at)], [.. form.Answers.Skip(at + 1)]);
        Before = Around.Before.Count > 0 ? Around.Before[^1] : null;
        return Page();
    }

    /// <summary>A choice of those under a heading, with "I do not know" after the last.</summary>
    /// <param name="items">The choices of a heading.</param>
    /// <param name="isLast">Nothing follows but it.</param>
    public IReadOnlyList<ChoiceItem> WithNotKnown(IReadOnlyList<ChoiceItem> items, bool isLast) =>
        isLast ? [.. items, new() { Divider = "or" }, new() { Value = AskForm.NotKnown, Text = FactWords.Value(Fact.Name, AskForm.NotKnown), Behaviour = "exclusive" }] : items;
}
