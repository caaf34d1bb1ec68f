using System.Net;

namespace Candour.Web.Tests.Pages;

/// <summary>Reading policies.</summary>
public sealed class PolicyTests(Site site, SampleSite sample)
{
    public static TheoryData<string> Policies() => ["las", "lpt", "cumbria", "south-tyneside", "clatterbridge"];

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task EverySection_OfEveryPolicy_CanBeRead(string policy)
    {
        using var client = site.Client();
        var page = await client.PageAsync($"/policies/{policy}");
        var sections = page.QuerySelectorAll(".app-sections a").Select(a => a.GetAttribute("href")!).ToArray();

        Assert.True(sections.Length > 5);
        foreach (var section in sections)
        {
            var shown = await client.PageAsync(section);
            Assert.NotEmpty(shown.QuerySelectorAll(".app-clause"));
        }
    }

    [Fact]
    public async Task Policy_SaysWhatItIsAndWhoseReading()
    {
        using var client = site.Client();
        var words = (await client.PageAsync("/policies/las")).QuerySelector("main").Words();

        Assert.Contains("TP080, version 3.2", words, StringComparison.Ordinal);
        Assert.Contains("Review overdue", words, StringComparison.Ordinal);
        Assert.Contains("26 January 2017", words, StringComparison.Ordinal);
        Assert.Contains("a reading of TP080 3.2 (2017)", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_FindsClausesAndSaysWhenThereAreNone()
    {
        using var client = site.Client();
        var found = await client.PageAsync("/policies/las?search=photographs");
        var none = await client.PageAsync("/policies/las?search=zeppelin");

        Assert.NotEmpty(found.QuerySelectorAll(".app-found"));
        Assert.Equal("Nothing found for “zeppelin”", none.QuerySelector("#found").Words());
    }

    [Fact]
    public async Task Compare_OfTwo_ListsWhatDiffersUnderTheirNames()
    {
        using var client = site.Client();
        var page = await client.PageAsync("/policies/compare?a=lpt&b=clatterbridge");

        Assert.NotEmpty(page.QuerySelectorAll("main .nhsuk-details"));
        Assert.Contains("Leicestershire Partnership NHS Trust", page.QuerySelector("main").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_TwoVersions_ShowsWhatChangedBeforeItIsInForce()
    {
        using var client = sample.Site.Client();
        var page = await client.PageAsync("/policies/compare?a=marram@1.0&b=marram@2.0");

        Assert.Equal("What changed from version 1.0 to version 2.0", page.QuerySelector("#record").Words());
        Assert.Contains("in a break, on a computer of the hospital: was yes [4], is now not covered.", Assert.Single(page.QuerySelectorAll(".app-changed-answers li")).Words(), StringComparison.Ordinal);
        var wording = Assert.Single(page.QuerySelectorAll(".app-change"), c => c.QuerySelector("summary").Words() is "Personal use [4]: reworded");
        Assert.Equal("left out: any", wording.QuerySelector("del").Words());
        Assert.Equal("put in: their own", wording.QuerySelector("ins").Words());
        Assert.Equal(["marram@1.0", "marram@2.0"], page.QuerySelectorAll("option[selected]").Select(o => o.GetAttribute("value")));
        Assert.Contains(page.QuerySelectorAll("#a option"), o => o.Words() is "Marram Bay Hospitals, version 2.0, not yet in force");
    }

    [Theory]
    [InlineData("a=marram&b=marram@1.0", "Choose two different policies, or two versions of one")]
    [InlineData("a=marram@1.0&b=marram@7", "Policy `marram` has no version `7`. Versions are: 1.0, 2.0.")]
    [InlineData("a=nowhere&b=marram", "There is no policy `nowhere`.")]
    public async Task Compare_SameTwiceOrUnknown_SaysSo(string query, string says)
    {
        using var client = sample.Site.Client();
        var page = await client.PageAsync($"/policies/compare?{query}");

        Assert.StartsWith(says, page.QuerySelector(".nhsuk-error-summary li").Words(), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#record"));
        Assert.Empty(page.QuerySelectorAll("main details"));
    }

    [Theory]
    [InlineData("/policies/nowhere")]
    [InlineData("/policies/las/sections/99")]
    [InlineData("/nothing-here")]
    public async Task Unknown_IsNotFoundInTheSameStyle(string path)
    {
        using var client = site.Client();
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("Page not found", (await answer.ParseAsync()).QuerySelector("h1").Words());
    }

    [Theory]
    [InlineData("/accessibility")]
    [InlineData("/privacy")]
    [InlineData("/cookies")]
    public async Task Footer_OfEveryPage_LeadsHere(string path)
    {
        using var client = site.Client();
        var start = await client.PageAsync("/");

        Assert.NotNull(start.QuerySelector($"footer a[href='{path}']"));
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task CookiesPage_NamesEveryCookieThatIsSet()
    {
        var cookies = new CookieContainer();
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = site.Address };
        await client.ChooseAsync("las");
        var words = (await client.PageAsync("/cookies")).QuerySelector("main").Words();

        Assert.Equal(["candour-form", "candour-organisation", "candour-visitor"], cookies.GetCookies(site.Address).Select(c => c.Name).Order());
        Assert.All(cookies.GetCookies(site.Address), c => Assert.Contains(c.Name, words, StringComparison.Ordinal));
        Assert.All(cookies.GetCookies(site.Address), c => Assert.True(c.HttpOnly));
    }
}
