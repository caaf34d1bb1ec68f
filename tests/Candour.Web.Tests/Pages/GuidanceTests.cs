using System.Net;

namespace Candour.Web.Tests.Pages;

/// <summary>Guidance to read and print.</summary>
public sealed class GuidanceTests(SampleSite sample, Site site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Guidance_OfTheOrganisationChosen_IsShownAtOnce()
    {
        using var client = sample.Site.Client();
        var choose = await client.PageAsync("/guidance");
        Assert.Equal(2, choose.QuerySelectorAll("main .nhsuk-card a").Length);
        await client.ChooseAsync("quillham");
        using var shown = await client.GetAsync("/guidance", Cancel);

        Assert.Equal("/guidance/quillham", shown.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task List_IsByAudience()
    {
        using var client = sample.Site.Client();
        var page = await client.PageAsync("/guidance/quillham");
        var visitors = await client.PageAsync("/guidance/quillham?for=public");

        Assert.Equal(["For patients, carers and visitors", "For everyone", "For staff"], page.QuerySelectorAll(".app-sheets").Select(s => s.PreviousElementSibling.Words()));
        Assert.Equal(["Recording your appointment", "Please ask before you film"], visitors.QuerySelectorAll(".app-sheets a").Select(a => a.Words()));
    }

    [Fact]
    public async Task Search_FindsSheetsAndClausesByOtherWords()
    {
        using var client = sample.Site.Client();
        var found = await client.PageAsync("/guidance/quillham?search=consultations");
        var staff = await client.PageAsync("/guidance/quillham?search=lunch&for=public");
        var clauses = await client.PageAsync("/guidance/quillham?search=journalists");

        Assert.Equal("Recording your appointment", found.QuerySelector(".app-found a").Words());
        Assert.Equal("No guidance found for “lunch”", staff.QuerySelector("#found").Words());
        Assert.Equal("/policies/quillham/sections/3#quillham-3-01", clauses.QuerySelector(".app-found a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Sheet_IsCleanMarkdownUnderOneHeading()
    {
        using var client = sample.Site.Client();
        var page = await client.PageAsync("/guidance/quillham/own-appointment");
        var sheet = page.QuerySelector(".app-sheet")!;

        Assert.Equal("Recording your appointment", page.QuerySelector("h1")!.LastChild!.TextContent.Trim());
        Assert.Equal(["You may record"], sheet.QuerySelectorAll("h2").Select(h => h.Words()));
        Assert.Equal(["What helps"], sheet.QuerySelectorAll("h3").Select(h => h.Words()));
        Assert.Equal("nhsuk-list nhsuk-list--bullet", sheet.QuerySelector("ul")!.ClassName);
        Assert.NotNull(sheet.QuerySelector("table.nhsuk-table td"));
        Assert.Equal("https://www.example.org/law", sheet.QuerySelector("a")!.GetAttribute("href"));
        Assert.DoesNotContain("javascript:", sheet.OuterHtml, StringComparison.OrdinalIgnoreCase);
        Assert.Null(sheet.QuerySelector("script, b, [onclick], [style]"));
    }

    [Fact]
    public async Task Sheet_CarriesReferenceVersionAndStateAndComesInLargePrint()
    {
        using var client = sample.Site.Client();
        var page = await client.PageAsync("/guidance/quillham/own-appointment");
        var foot = page.QuerySelector(".app-sheet__foot").Words();
        Assert.Contains("reference QH7, version 2.0 (review overdue), in force since 1 April 2020", foot, StringComparison.Ordinal);
        Assert.Contains($"the current one is at {sample.Site.Address}guidance/quillham/own-appointment", foot, StringComparison.Ordinal);

        var large = await client.PageAsync(page.QuerySelectorAll("main a").First(a => a.Words() is "Large print").GetAttribute("href")!);

        Assert.Contains("app-large", large.Body!.ClassName, StringComparison.Ordinal);
        Assert.Equal(page.QuerySelector(".app-sheet").Words(), large.QuerySelector(".app-sheet").Words());
    }

    [Theory]
    [InlineData("/guidance/nowhere")]
    [InlineData("/guidance/quillham/nothing")]
    public async Task Unknown_IsNotFound(string path)
    {
        using var client = sample.Site.Client();
        using var answer = await client.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [MemberData(nameof(PolicyTests.Policies), MemberType = typeof(PolicyTests))]
    public async Task EverySheet_OfEveryPolicy_CanBeRead(string policy)
    {
        using var client = site.Client();
        var list = await client.PageAsync($"/guidance/{policy}");
        foreach (var href in list.QuerySelectorAll(".app-sheets a").Select(a => a.GetAttribute("href")!))
        {
            var sheet = await client.PageAsync(href);
            Assert.NotEmpty(sheet.QuerySelectorAll(".app-sheet p, .app-sheet li"));
            Assert.Single(sheet.QuerySelectorAll("h1"));
        }
    }
}
