using System.Net;
using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Candour.Web.Checking;

namespace Candour.Web.Tests.Pages;

/// <summary>What is kept and disposed of, over real HTTP, as people of the demonstration. A second officer must not know of one matter.</summary>
public sealed class KeepingTests : IAsyncLifetime
{
    private const string Here = "quillham";

    private static readonly string[] Lists = ["/", "/keeping", "/keeping/certificates", "/keeping/hold", "/access", "/work"];

    // Of its own: two people hold a role here that one holds in the others.
    private readonly DemoSite _demo = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Store Store => _demo.Site.Services.GetRequiredService<Store>();

    public ValueTask InitializeAsync() => _demo.InitializeAsync();

    public ValueTask DisposeAsync() => _demo.DisposeAsync();

    [Fact]
    public async Task Disposal_HeldLiftedConfirmed_LeavesACertificate_AndWhoMustNotKnowFindsNothing()
    {
        using var officer = await _demo.BeAsync(Here, "Head of Data Privacy");
        using var guardian = await _demo.BeAsync(Here, "Caldicott Guardian");
        using var security = await _demo.BeAsync(Here, "Security (LSMS)");
        var second = await PersonAsync("Q107");
        var services = _demo.Site.Services;
        Assert.Null((await services.GetRequiredService<GrantRole>().RunAsync(Scope.OfSystem(Here, "tests"), new() { Person = second.Reference, Rulebook = services.GetRequiredService<CheckDesk>().Find("lpt"), Role = "data-privacy", From = TimeProvider.System.Today(), Why = "a test wants it so" }, Cancel)).Error);
        var before = await EverythingAsync(guardian, "ZXWV-2222");
        var matter = await OldAsync("breach", second.Reference);

        Assert.Contains(matter.Text, (await officer.PageAsync("/keeping")).QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.Contains("not in the policy: The policy prints no period.", (await officer.PageAsync("/keeping")).QuerySelector("main").Words(), StringComparison.Ordinal);
        using (var refused = await security.GetAsync("/keeping", Cancel))
        {
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        Assert.Equal(before, await EverythingAsync(guardian, matter.Text));
        var strange = await guardian.SendAsync("/keeping/hold", "main form", ("matter", "K7QX-3MPD"), ("ground", "a court"));
        var walled = await guardian.SendAsync("/keeping/hold", "main form", ("matter", matter.Text), ("ground", "a court"));
        Assert.Equal(strange.QuerySelector(".nhsuk-error-summary").Words(), walled.QuerySelector(".nhsuk-error-summary").Words().Replace(matter.Text, "K7QX-3MPD", StringComparison.Ordinal));

        Assert.Contains("The reason has 0 characters", (await officer.SendAsync("/keeping/hold", "main form", ("matter", matter.Text))).QuerySelector(".nhsuk-error-summary").Words(), StringComparison.Ordinal);
        var held = await officer.SendAsync("/keeping/hold", "main form", ("matter", matter.Text), ("ground", "An inquiry asks for it."));
        Assert.Contains("The hold is on", held.QuerySelector("[role=status]").Words(), StringComparison.Ordinal);
        Assert.Empty((await officer.PageAsync($"/keeping/matters/{matter}")).QuerySelectorAll("main form"));
        var hold = held.QuerySelectorAll("a[href^='/keeping/holds/']").First(a => a.TextContent.Contains(matter.Text, StringComparison.Ordinal)).GetAttribute("href")!;
        using (var notTheirs = await guardian.GetAsync(hold, Cancel))
        {
            Assert.Equal(HttpStatusCode.NotFound, notTheirs.StatusCode);
        }

        Assert.NotNull((await officer.SendAsync(hold, "main form")).QuerySelector(".nhsuk-error-summary"));
        await officer.SendAsync(hold, "main form", ("why", "The inquiry is over."));
        Assert.Contains("Type", (await officer.SendAsync($"/keeping/matters/{matter}", "main form", ("again", "K7QX-3MPD"), ("why", "its time is over"))).QuerySelector(".nhsuk-error-summary").Words(), StringComparison.Ordinal);
        var certificate = await DisposeOfAsync(officer, matter);

        Assert.Contains("Certificate of disposal", certificate.QuerySelector("h1").Words(), StringComparison.Ordinal);
        Assert.Contains(matter.Text, certificate.QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.Contains(matter.Text, (await officer.PageAsync("/keeping/certificates")).QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.Equal(before, await EverythingAsync(guardian, matter.Text));
        await using var db = Store.Read(Scope.OfSystem(Here, "tests"));
        var made = await db.DisposalCertificates.SingleAsync(c => c.Was == matter, Cancel);
        using var theirs = await officer.GetAsync($"/keeping/certificates/{made.Reference}", Cancel);
        using var hidden = await guardian.GetAsync($"/keeping/certificates/{made.Reference}", Cancel);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (theirs.StatusCode, hidden.StatusCode));
        Assert.Equal(["hold-placed", "hold-lifted"], await db.Entries.Where(e => e.Subject == matter.Text && e.What.StartsWith("hold-")).OrderBy(e => e.At).Select(e => e.What).ToListAsync(Cancel));
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> DisposeOfAsync(HttpClient officer, Reference matter)
    {
        // What was done a moment ago is numbered within a second.
        for (var tries = 0; ; tries++)
        {
            var page = await officer.SendAsync($"/keeping/matters/{matter}", "main form", ("again", matter.Text.ToLowerInvariant()), ("why", "its time is over"));
            if (page.QuerySelector(".nhsuk-error-summary") is not { } wrong)
            {
                return page;
            }

            Assert.True(tries < 30, wrong.Words());
            await Task.Delay(300, Cancel);
        }
    }

    // Brought up ten years ago, so that its period is over.
    private async Task<Reference> OldAsync(string kind, params Reference[] named)
    {
        var operations = new Operations(Store, new LongAgo());
        var opened = await new OpenMatter(operations).RunAsync(Scope.OfSystem(Here, "tests"), new() { Policy = "lpt", Kind = kind, Text = "An invented matter of long ago.", Named = named, Why = "a test wants it so" }, Cancel);
        return opened.Value!.Reference;
    }

    private async Task<Person> PersonAsync(string staffNumber)
    {
        await using var db = Store.Read(Scope.OfSystem(Here, "tests"));
        return await db.People.SingleAsync(p => p.StaffNumber == staffNumber, Cancel);
    }

    private static async Task<string> EverythingAsync(HttpClient viewer, string matter)
    {
        var all = new System.Text.StringBuilder();
        foreach (var page in Lists.Append($"/keeping/matters/{matter}"))
        {
            all.Append(await viewer.BytesAsync(page));
        }

        return all.Replace(matter, "REFERENCE").ToString();
    }
}
