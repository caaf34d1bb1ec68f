using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Web.Accounts;
using Candour.Web.Checking;
using Candour.Web.Components;
using Candour.Web.Hosting;
using Candour.Web.Words;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>
/// The form and its result. Both are answers to a post of the same form, so that the text never stands in an address. The seal against forged
/// forms is checked here and not by the framework: when it has run out, the person's text is shown again instead of being lost.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class CheckModel(CheckDesk desk, ChosenPolicy chosen, IAntiforgery seal, CurrentPerson current) : PageModel
{
    /// <summary>The facts that the form asks for every time.</summary>
    public static IReadOnlyList<string> AskedFacts { get; } = ["actor", "account", "audience", "shows"];

    /// <summary>What was sent.</summary>
    public DraftForm Form { get; private set; } = new();

    /// <summary>The rules.</summary>
    public Rulebook? Rulebook { get; private set; }

    /// <summary>The result; null while the form is shown.</summary>
    public ResultView? Result { get; private set; }

    /// <summary>What is wrong, by the id of the field.</summary>
    public Dictionary<string, string> Problems { get; } = [];

    /// <summary>The fact that somebody came back to change.</summary>
    public string? Changing { get; private set; }

    /// <summary>Facts beside those always asked for: those answered before, or about to be changed.</summary>
    public IEnumerable<string> MoreFacts => Form.Facts.Keys.Append(Changing).OfType<string>().Where(f => FactVocabulary.Find(f) is not null && !AskedFacts.Contains(f)).Distinct();

    /// <summary>Shows the form.</summary>
    public IActionResult OnGet() => (Rulebook = chosen.Rulebook) is null ? Redirect("/organisation") : Page();

    /// <summary>Shows the result, or the form again.</summary>
    /// <param name="cancel">The person has gone.</param>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var posted = await Request.ReadFormAsync(cancel);
        Form = DraftForm.Read(posted);
        Rulebook = current.Mine(desk.Find(posted["policy"])) ?? chosen.Rulebook;
        if (Rulebook is null)
        {
            return Redirect("/organisation");
        }

        var step = posted["step"].ToString();
        if (step.StartsWith("edit", StringComparison.Ordinal))
        {
            Changing = step.Contains(':', StringComparison.Ordinal) ? step[(step.IndexOf(':', StringComparison.Ordinal) + 1)..] : null;
            return Page();
        }

        if (!await seal.IsRequestValidAsync(HttpContext))
        {
            Problems["text"] = "This page was open for a long time, or cookies are blocked. Your post is still here: select “Check this post” again";
            return Page();
        }

        var draft = Form.ToDraft(Rulebook, out var wrongFact);
        FindProblems(draft, wrongFact);
        if (Problems.Count == 0)
        {
            Result = ResultView.Of(await desk.CheckAsync(Rulebook, draft, desk.Today, cancel), Rulebook, Form, draft);
        }

        return Page();
    }

    /// <summary>The answers to a fact, for a list of choices.</summary>
    /// <param name="fact">Its name.</param>
    public IReadOnlyList<ChoiceItem> Choices(string fact) => ChoicesOf(fact, Rulebook!);

    /// <summary>The answers to a fact, for a list of choices.</summary>
    /// <param name="fact">Its name.</param>
    /// <param name="rulebook">Names the platforms.</param>
    internal static IReadOnlyList<ChoiceItem> ChoicesOf(string fact, Rulebook rulebook) =>
        [.. (fact is "platform" ? [.. rulebook.Platforms, "other"] : FactVocabulary.Find(fact)?.Values ?? []).Select(v => new ChoiceItem { Value = v, Text = FactWords.Value(fact, v) })];

    private void FindProblems(Draft draft, string? wrongFact)
    {
        if (Form.IsEmpty)
        {
            Problems["text"] = "Enter the post you want to check";
        }

        foreach (var (part, words) in new[] { ("text", draft.Text), ("bio", draft.Bio), ("accountName", draft.AccountName), ("ownName", draft.OwnName), ("quoted", draft.Quoted) })
        {
            if (words?.Length > Draft.MaxLength)
            {
                Problems[part] = $"This must be {Draft.MaxLength:N0} characters or fewer. Check it in parts";
            }
        }

        if (wrongFact is not null)
        {
            Problems["fact-actor"] = "One of the answers is not one that can be given. Choose again";
        }
    }
}
