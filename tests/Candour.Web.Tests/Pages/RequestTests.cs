using System.Net;
using AngleSharp.Dom;
using Candour.Governance.Cases;
using Candour.Governance.Storage;
using Candour.Web.Checking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Candour.Web.Tests.Pages;

/// <summary>A request for one's own data over real HTTP: asked on the account, answered by information governance, and nothing of a hidden matter seen by whoever asked.</summary>
public sealed class RequestTests : IAsyncLifetime
{
    private const string Here = "quillham";

    // Of its own: requests would stand on pages that other tests compare.
    private readonly DemoSite _demo = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _demo.InitializeAsync();

    public ValueTask DisposeAsync() => _demo.DisposeAsync();

    [Fact]
    public async Task Request_AskedAnsweredDownloaded_BetraysNothing()
    {
        using var asker = await _demo.BeAsync(Here, "Wren Stonegrave");
        using var officer = await _demo.BeAsync(Here, "Head of Data Privacy");
        using var security = await _demo.BeAsync(Here, "Security (LSMS)");
        Assert.Contains("/account/request", (await asker.PageAsync("/account")).QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
        var matter = await AboutAsync("They filmed a patient.");
        var asked = await asker.SendAsync("/account/request", "main form", ("about", "What was said of me."));
        Assert.Contains("not yet", asked.QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.Empty(asked.QuerySelectorAll("main form"));
        var request = (await officer.PageAsync("/work")).QuerySelector("a[href$='/steps/answer']")!.GetAttribute("href")!.Split('/')[2];
        string[] pages = ["/", "/account", "/account/request", "/work", "/access", $"/cases/{request}", $"/requests/{request}", $"/requests/{request}/person", $"/requests/{request}/{matter}", $"/requests/{request}/answer", $"/cases/{matter}"];
        var before = await EverythingAsync(asker, pages);

        await AboutAsync("They did it again.");
        Assert.Equal(before, await EverythingAsync(asker, pages));
        using (var theirs = await security.GetAsync($"/requests/{request}", Cancel))
        {
            Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
        }

        var step = await officer.PageAsync($"/cases/{request}/steps/answer");
        Assert.Null(step.QuerySelector("#answer"));
        Assert.NotNull(step.QuerySelector($"a[href='/requests/{request}']"));
        Assert.Contains(request, (await officer.PageAsync("/keeping")).QuerySelector("main").Words(), StringComparison.Ordinal);
        var overview = await officer.PageAsync($"/requests/{request}");
        var groups = overview.QuerySelectorAll(".nhsuk-task-list a").Select(a => a.GetAttribute("href")!).ToArray();
        Assert.Equal([$"/requests/{request}/person", $"/requests/{request}/{matter}"], groups);
        var items = await officer.PageAsync(groups[1]);
        Assert.Contains("They filmed a patient.", items.QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("They did it again.", items.QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.Contains("items are not decided", (await officer.SendAsync($"/requests/{request}", "form[action$='Answer']", ("words", "Here it is."))).QuerySelector(".nhsuk-error-summary").Words(), StringComparison.Ordinal);
        Assert.Contains("Select what becomes of it", (await officer.SendAsync(groups[1], "#rest ~ form")).QuerySelector(".nhsuk-error-summary").Words(), StringComparison.Ordinal);
        Assert.Contains("No exemption is named", (await officer.SendAsync(groups[1], "#rest ~ form", ("release", "exempt"), ("why", "looked into"))).QuerySelector(".nhsuk-error-summary").Words(), StringComparison.Ordinal);
        Assert.Contains("Exempt. It would prejudice preventing", (await officer.SendAsync(groups[1], "#rest ~ form", ("release", "exempt"), ("exemption", "crime"), ("why", "It is looked into."))).QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.Contains("Given as it stands", (await officer.SendAsync(groups[0], "#rest ~ form", ("release", "whole"))).QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.Equal(before, await EverythingAsync(asker, pages));

        var told = await officer.SendAsync($"/requests/{request}", "form[action$='Tell']", ("words", "We are looking through it."));
        Assert.Contains("We are looking through it.", told.QuerySelector("main").Words(), StringComparison.Ordinal);
        await officer.SendAsync($"/requests/{request}", "form[action$='Answer']", ("words", "This is what is kept about you."));
        var mine = await asker.PageAsync("/account/request");
        Assert.Contains("This is what is kept about you.", mine.QuerySelector("main").Words(), StringComparison.Ordinal);
        using var got = await asker.GetAsync(mine.QuerySelector("a[download]")!.GetAttribute("href"), Cancel);
        var answer = await got.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Wren Stonegrave", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("They filmed", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(matter, answer, StringComparison.Ordinal);
        using var copy = await officer.GetAsync($"/requests/{request}/answer", Cancel);
        Assert.Equal(answer, await copy.Content.ReadAsStringAsync(Cancel));
        using var another = await security.GetAsync($"/account/request{mine.QuerySelector("a[download]")!.GetAttribute("href")![16..]}", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, another.StatusCode);
        await using var db = _demo.Site.Services.GetRequiredService<Store>().Read(Scope.OfSystem(Here, "tests"));
        Assert.Contains(await db.Entries.Where(e => e.Subject == matter && e.What == RecordLook.What).ToListAsync(Cancel), e => e.Why!.Contains(request, StringComparison.Ordinal));
    }

    private async Task<string> AboutAsync(string text)
    {
        var services = _demo.Site.Services;
        await using var db = services.GetRequiredService<Store>().Read(Scope.OfSystem(Here, "tests"));
        var reporter = await db.People.SingleAsync(p => p.Name == "Ludo Birkbeckson", Cancel);
        var about = await db.People.SingleAsync(p => p.Name == "Wren Stonegrave", Cancel);
        var opened = await services.GetRequiredService<OpenCase>().RunAsync(
            Scope.Of(Here, reporter.Reference), new() { Rulebook = services.GetRequiredService<CheckDesk>().Find("lpt")!, Procedure = "suspected-recording", Text = text, ManagerImplicated = null, People = [new(Part.Implicated, about.Reference, null)] }, Cancel);
        return opened.Value!.Matter.Text;
    }

    private static async Task<string> EverythingAsync(HttpClient viewer, string[] pages)
    {
        var all = new System.Text.StringBuilder();
        foreach (var page in pages)
        {
            all.Append(await viewer.BytesAsync(page));
        }

        return all.ToString();
    }
}
