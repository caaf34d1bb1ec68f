using System.Net;
using System.Text;
using AngleSharp.Dom;
using Candour.Engine.Procedures;
using Candour.Governance.Cases;
using Candour.Governance.Organisations;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Candour.Web.Checking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Candour.Web.Tests.Pages;

/// <summary>Cases over real HTTP, as people of the demonstration.</summary>
public sealed class CaseTests(DemoSite demo)
{
    private const string Here = "quillham";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Store Store => demo.Site.Services.GetRequiredService<Store>();

    [Fact]
    public async Task Case_FromWordsToTheRoleThatIsTold_AStepAtATime()
    {
        var (reporter, _, _) = await PeopleAsync();
        using var client = await demo.BeAsync(Here, reporter.Name);
        var asked = await client.PageAsync("/happened");
        using var found = await client.SubmitAsync(asked, "main form", null, ("words", "a visitor is filming other patients and will not stop"));
        var offered = (await found.ParseAsync()).QuerySelectorAll(".app-work a").Take(3).Select(a => a.GetAttribute("href")).ToArray();
        Assert.Contains("/happened/lpt/suspected-recording", offered);
        Assert.DoesNotContain("filming other patients", found.RequestMessage!.RequestUri!.ToString(), StringComparison.Ordinal);

        var matter = await OpenAsync(client, "suspected-recording", "A visitor films in the day room.", "no");
        var step = await client.PageAsync($"/cases/{matter}/steps/tell-senior");
        Assert.Contains("Never", step.QuerySelector("main").Words(), StringComparison.Ordinal);
        using var refused = await client.SubmitAsync(step, "#answer", ("how", "done"));
        Assert.Contains("What makes you believe it?", (await refused.ParseAsync()).QuerySelector(".nhsuk-error-summary").Words(), StringComparison.Ordinal);
        using var done = await client.SubmitAsync(step, "#answer", ("how", "done"), ("field-belief", "A phone held up by the window."));
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);

        using var told = await demo.BeAsync(Here, "Most senior on duty");
        Assert.Contains(matter, (await told.PageAsync("/work")).QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.Contains("A visitor films in the day room.", (await told.PageAsync($"/cases/{matter}")).QuerySelector("main").Words(), StringComparison.Ordinal);
        var story = await told.PageAsync($"/cases/{matter}/story?looks=yes");
        Assert.Contains("A phone held up by the window.", story.QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.Contains("Looked at", story.QuerySelector("main").Words(), StringComparison.Ordinal);
        using var noted = await told.SubmitAsync(story, "#end", null, ("note", "data:image/png;base64,iVBORw0KGgo"));
        Assert.Contains("Describe it in words", (await noted.ParseAsync()).QuerySelector(".nhsuk-error-summary").Words(), StringComparison.Ordinal);
        using var export = await told.GetAsync($"/cases/{matter}/export", Cancel);
        Assert.Contains("\"suspected-recording\"", await export.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clock_OfAStep_IsMovedByWhoeverHandlesItWithAReason()
    {
        var (reporter, _, _) = await PeopleAsync();
        using var client = await demo.BeAsync(Here, reporter.Name);
        var lpt = demo.Site.Services.GetRequiredService<CheckDesk>().Find("lpt")!;
        var chosen = await demo.Site.Services.GetRequiredService<ChangeSetting>().RunAsync(
            Scope.OfSystem(Here, "tests"), new() { Rulebook = lpt, Setting = "registered-pages-review-within", Value = "7 working days", From = TimeProvider.System.Today(), Why = "more pages than hands" }, Cancel);
        Assert.Null(chosen.Error);
        var matter = await OpenAsync(client, "unregistered-account", "A ward opened a page that nobody approved.", "no");
        string? step = null;
        for (var left = 12; step is null && left > 0; left--)
        {
            var open = (await WalkAsync(matter)).Open.First(o => !o.Anytime);
            if (open.Due is { MayExtend: true, From: not null, Within.IsCounted: true })
            {
                step = open.Id;
                break;
            }

            await AnswerAsync(matter, open);
        }

        Assert.NotNull(step);
        var page = await client.PageAsync($"/cases/{matter}/steps/{step}");
        Assert.Contains("Take the case over", page.QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.Contains("Local 7 working days, chosen by your organisation (otherwise 5 working days)", page.QuerySelector("main").Words(), StringComparison.Ordinal);
        using var taken = await client.SubmitAsync(await client.PageAsync($"/cases/{matter}"), "form[action$='Take']", null, ("why", "I know the people"));
        page = await client.PageAsync($"/cases/{matter}/steps/{step}");
        using var wrong = await client.SubmitAsync(page, "form[action$='Clock']:has([name=count])", null, ("count", "soon"), ("unit", "working days"), ("why", "the ward asked for it"));
        Assert.Contains("whole number", (await wrong.ParseAsync()).QuerySelector(".nhsuk-error-summary").Words(), StringComparison.Ordinal);
        using var moved = await client.SubmitAsync(page, "form[action$='Clock']:has([name=count])", null, ("count", "3"), ("unit", "working days"), ("why", "the ward asked for it"));
        Assert.Contains("extended (the ward asked for it), 3 working days", (await moved.ParseAsync()).QuerySelector("main").Words(), StringComparison.Ordinal);
        using var stopped = await client.SubmitAsync(await client.PageAsync($"/cases/{matter}/steps/{step}"), "form[action$='Clock']:has([value=stop])", null, ("why", "we wait for the ward"));
        Assert.Contains("cannot be told yet", (await stopped.ParseAsync()).QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.Contains("It has 3 working days more time", (await client.PageAsync($"/cases/{matter}/story")).QuerySelector("main").Words(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lpt", "media-contact")]
    [InlineData("las", "media-contact")]
    [InlineData("clatterbridge", "media")]
    public async Task Answer_WhoseFactsAProcedureNames_OffersIt(string policy, string procedure)
    {
        using var client = demo.Site.Client();
        var page = await client.PageAsync($"/ask/answer?policy={policy}&actor=employee&recipient=media");

        var offer = page.QuerySelector("#now ~ ul a")!.GetAttribute("href");
        Assert.Equal($"/happened/{policy}/{procedure}", offer);
        Assert.Null((await client.PageAsync($"/ask/answer?policy={policy}&actor=employee")).QuerySelector("#now"));
        using var there = await client.GetAsync(offer, Cancel);
        Assert.Equal(HttpStatusCode.OK, there.StatusCode);
    }

    [Fact]
    public async Task Letter_OfACase_SaysWordsInsteadOfValues()
    {
        var (reporter, _, _) = await PeopleAsync();
        using var client = await demo.BeAsync(Here, reporter.Name);
        var matter = await OpenAsync(client, "patient-contact", "A former patient wrote to me.", "no");
        for (var left = 30; left > 0 && (await WalkAsync(matter)).Open.FirstOrDefault(o => !o.Anytime) is { } open; left--)
        {
            await AnswerAsync(matter, open);
        }

        var walk = await WalkAsync(matter);
        var letter = walk.Rulebook.Letters.Single(l => l.Id == "contact-for-the-record");
        var page = (await client.PageAsync($"/cases/{matter}/letters/{letter.Id}")).QuerySelector(".app-letter");
        foreach (var field in walk.Fields.Where(f => letter.Blanks.Contains(f.Key)))
        {
            var words = walk.InWords(field.Key)!;
            Assert.Contains(words, page.Words(), StringComparison.Ordinal);
            Assert.DoesNotContain("2026-11-30", words, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("**", page.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HiddenCase_ForWhoMustNotKnow_LeavesEveryPageAsItWas()
    {
        var (reporter, implicated, manager) = await PeopleAsync();
        string[] pages = ["/", "/work", "/work/late", "/registers", "/access", "/account", "/happened", "/cases/K7QX-3MPD", "/cases/K7QX-3MPD/story", "/cases/K7QX-3MPD/people", "/cases/K7QX-3MPD/look", "/cases/K7QX-3MPD/export", "/cases/K7QX-3MPD/evidence", "/cases/K7QX-3MPD/letters/a", "/cases/K7QX-3MPD/steps/a", "/cases/K7QX-3MPD/files/K7QX-3MPD"];
        using var one = await demo.BeAsync(Here, implicated.Name);
        using var other = await demo.BeAsync(Here, manager.Name);
        using var outside = await demo.BeAsync("lindenmouth", "Administrator of Candour");
        using var nobody = demo.Site.Client();
        HttpClient[] viewers = [one, other, outside, nobody];
        foreach (var viewer in viewers)
        {
            foreach (var page in pages)
            {
                await viewer.BytesAsync(page); // the first visit may greet
            }
        }

        var before = await EverythingAsync(viewers, pages, "K7QX-3MPD");
        using var client = await demo.BeAsync(Here, reporter.Name);
        var matter = await OpenAsync(client, "suspected-recording", "They filmed a patient.", "unsure", (implicated.StaffNumber, "Implicated"));
        var step = await client.PageAsync($"/cases/{matter}/steps/tell-senior");
        using var done = await client.SubmitAsync(step, "#answer", ("how", "done"), ("field-belief", "They said so themselves."));
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);

        Assert.Equal(before, await EverythingAsync(viewers, [.. pages.Select(p => p.Replace("K7QX-3MPD", matter, StringComparison.Ordinal))], matter));
        using var posted = await one.PostAsync($"/cases/{matter}/story", new FormUrlEncodedContent([new("note", "I was here")]), Cancel);
        Assert.NotEqual(HttpStatusCode.OK, posted.StatusCode);
    }

    [Fact]
    public async Task AbuseImage_HasNoWayInForAFile()
    {
        var (reporter, _, _) = await PeopleAsync();
        using var client = await demo.BeAsync(Here, reporter.Name);
        var matter = await OpenAsync(client, "abuse-image", "There may be such an image on a phone in the office.", "no");

        var story = await client.PageAsync($"/cases/{matter}/story");
        Assert.Empty(story.QuerySelectorAll("input[type=file], a[href$='/evidence']"));
        Assert.Empty((await client.PageAsync($"/happened/lpt/abuse-image")).QuerySelectorAll("input[type=file]"));
        using var page = await client.GetAsync($"/cases/{matter}/evidence", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        foreach (var path in new[] { $"/cases/{matter}/evidence", $"/cases/{matter}/story", $"/cases/{matter}/steps/a", $"/cases/{matter}", "/happened", "/happened/lpt/abuse-image", "/happened/lpt/abuse-image/open" })
        {
            using var picture = new MultipartFormDataContent { { new ByteArrayContent(new byte[100_000]), "file", "picture.png" } };
            using var sent = await client.PostAsync(path, picture, Cancel);
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, sent.StatusCode);
        }
    }

    [Fact]
    public async Task Evidence_IsKeptAndHandedOutAsADownloadOnly()
    {
        var (reporter, _, _) = await PeopleAsync();
        using var client = await demo.BeAsync(Here, reporter.Name);
        var matter = await OpenAsync(client, "suspected-recording", "A clip is on a public page.", "no");
        var form = await client.PageAsync($"/cases/{matter}/evidence");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(form.QuerySelector("main input[name=form-seal]")!.GetAttribute("value")!), "form-seal" }, { new StringContent("The page as it was"), "description" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("<script>alert(1)</script>")), "file", "page.txt" },
        };
        using var kept = await client.PostAsync($"/cases/{matter}/evidence", content, Cancel);
        var link = (await kept.ParseAsync()).QuerySelector("a[href*='/files/']")!.GetAttribute("href")!;

        using var got = await client.GetAsync(link, Cancel);
        Assert.Equal("application/octet-stream", got.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", got.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("nosniff", got.Headers.GetValues("X-Content-Type-Options"));
        Assert.Contains("default-src 'none'", got.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Walk_WithoutSigningIn_KeepsNothing()
    {
        var before = await RowsAsync();
        using var client = demo.Site.Client();
        var page = await client.PageAsync("/happened/lpt/abuse-image");
        Assert.InRange(page.QuerySelector(".app-first-screen").Words().Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, 1, 30);
        Assert.Null(page.QuerySelector(".nhsuk-header__navigation"));
        using var first = await client.SubmitAsync(page, "main form", null);
        var step = await first.ParseAsync();
        for (var n = 0; n < 60 && step.QuerySelector("#answer") is { } form; n++)
        {
            var answers = form.QuerySelectorAll("textarea, input").Where(i => i.GetAttribute("type") is not ("radio" or "checkbox" or "hidden")).Select(i => (i.GetAttribute("name")!, Typed(i))).Where(a => a.Item1.StartsWith("field-", StringComparison.Ordinal)).ToList();
            answers.AddRange(form.QuerySelectorAll("input[type=radio]").GroupBy(r => r.GetAttribute("name")!).Select(g => (g.Key, g.First().GetAttribute("value")!)));
            answers.Add(("reason", "a reason"));
            using var sent = await client.SubmitAsync(step, "#answer", ("how", "done"), [.. answers.Where(a => form.QuerySelector($"[name='{a.Item1}']") is not null)]);
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
            step = await sent.ParseAsync();
            Assert.Equal("", step.QuerySelector(".nhsuk-error-summary")?.Words() ?? "");
        }

        Assert.Null(step.QuerySelector("#answer"));
        Assert.Equal(before, await RowsAsync());
    }

    [Fact]
    public async Task EveryUrgentProcedure_HasItsFirstWordsAlone()
    {
        using var client = demo.Site.Client();
        var desk = demo.Site.Services.GetRequiredService<CheckDesk>();
        foreach (var rulebook in desk.Current.Select(e => desk.Find(e.Id)!))
        {
            foreach (var procedure in rulebook.Procedures)
            {
                using var got = await client.GetAsync($"/happened/{rulebook.Id}/{procedure.Id}", Cancel);
                Assert.True(got.IsSuccessStatusCode, $"{rulebook.Id}/{procedure.Id}: {got.StatusCode}");
                var page = await got.ParseAsync();
                Assert.Equal(procedure.Urgent is not null, page.QuerySelector(".app-first-screen") is not null);
            }
        }
    }

    [Fact]
    public async Task Look_OfSomebodyToWhomItDoesNotFall_AsksWhyFirst()
    {
        var (reporter, _, _) = await PeopleAsync();
        using var client = await demo.BeAsync(Here, reporter.Name);
        var matter = await OpenAsync(client, "suspected-recording", "A visitor films.", "no");
        using var security = await demo.BeAsync(Here, "Security (LSMS)");
        using var sent = await security.GetAsync($"/cases/{matter}", Cancel);
        Assert.EndsWith("/look", sent.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        var why = await sent.ParseAsync();
        using var without = await security.SubmitAsync(why, "main form", null, ("why", ""));
        Assert.NotNull((await without.ParseAsync()).QuerySelector(".nhsuk-error-summary"));
        using var with = await security.SubmitAsync(why, "main form", null, ("why", "The list of recipients comes to us."));
        Assert.EndsWith($"/cases/{matter}", with.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    private async Task<Walk> WalkAsync(string matter)
    {
        await using var db = Store.Read(Scope.OfSystem(Here, "tests"));
        return await CaseSteps.ReplayAsync(db, await db.Cases.SingleAsync(c => c.Matter == new Reference(matter), Cancel), demo.Site.Services.GetRequiredService<RulebookShelf>(), Cancel);
    }

    // As the system, in every role that must take part, with the first value that is offered.
    private async Task AnswerAsync(string matter, OpenStep open)
    {
        var answer = open.Values is { } values ? StepAnswer.Of(open.Id, values.Keys.First()) with { Reason = "r" } : StepAnswer.Of(open.Id);
        var fields = open.Fields.Where(f => f.Required).ToDictionary(f => f.Id, f => FieldValue.Of(f.Kind switch { "day" => "2026-11-30", "time" => "2026-11-30T10:00", "number" => "1", "yes-no" => "yes", "choice" => f.Values!.Keys.First(), _ => "some words" }));
        var result = await demo.Site.Services.GetRequiredService<AnswerStep>().RunAsync(
            Scope.OfSystem(Here, "tests"), new() { Case = new(matter), Answer = answer with { Fields = fields, Role = [open.Who.Id, .. open.With.Select(w => w.Id)] } }, Cancel);
        Assert.False(result.Failed(out var error, out _), error?.Message);
    }

    private static string Typed(IElement input) =>
        input.GetAttribute("type") switch { "date" => "2026-11-30", "datetime-local" => "2026-11-30T10:00", _ => input.GetAttribute("inputmode") is "decimal" ? "1" : "some words" };

    private static async Task<string> OpenAsync(HttpClient client, string procedure, string text, string manager, params (string Who, string Part)[] people)
    {
        var page = await client.PageAsync($"/happened/lpt/{procedure}/open");
        using var opened = await client.SubmitAsync(page, "main form", null, [("text", text), ("manager", manager), .. people.SelectMany((p, row) => new[] { ($"who-{row}", p.Who), ($"part-{row}", p.Part) })]);
        var path = opened.RequestMessage!.RequestUri!.AbsolutePath;
        Assert.StartsWith("/cases/", path, StringComparison.Ordinal);
        return path["/cases/".Length..];
    }

    // A reporter, a colleague, and the reporter's manager, none of whom holds a role that sees everything.
    private async Task<(Person Reporter, Person Implicated, Person Manager)> PeopleAsync()
    {
        await using var db = Store.Read(Scope.OfSystem(Here, "tests"));
        var today = TimeProvider.System.Today();
        var reporter = await db.People.SingleAsync(p => p.Name == "Ludo Birkbeckson", Cancel);
        var manager = (await db.AboveAsync(reporter.Reference, today, Cancel))[0];
        return (reporter, await db.People.SingleAsync(p => p.Name == "Wren Stonegrave", Cancel), await db.People.SingleAsync(p => p.Reference == manager, Cancel));
    }

    private async Task<int> RowsAsync()
    {
        await using var db = Store.Read(Scope.OfSystem(Here, "tests"));
        return await db.Matters.CountAsync(Cancel) + await db.Entries.CountAsync(e => e.What == "case-opened" || e.What == "step-answered", Cancel) + await db.CaseAnswers.CountAsync(Cancel);
    }

    private static async Task<string> EverythingAsync(HttpClient[] viewers, string[] pages, string reference)
    {
        var all = new StringBuilder();
        foreach (var viewer in viewers)
        {
            foreach (var page in pages)
            {
                all.Append(page).Append(await viewer.BytesAsync(page));
            }
        }

        return all.ToString().Replace(reference, "REFERENCE", StringComparison.Ordinal);
    }
}
