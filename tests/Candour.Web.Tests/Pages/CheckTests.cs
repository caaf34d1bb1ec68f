using System.Net;

namespace Candour.Web.Tests.Pages;

/// <summary>The form and its result, as a browser without script has them.</summary>
public sealed class CheckTests(Site site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_WithoutAnOrganisation_AsksForOne()
    {
        using var client = site.Client(followRedirects: false);
        using var answer = await client.GetAsync("/check", Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/organisation", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Organisation_WithoutAChoice_SaysSo()
    {
        using var client = site.Client();
        var page = await client.PageAsync("/organisation");
        using var answer = await client.SubmitAsync(page, "main form", null);

        var again = await answer.ParseAsync();
        Assert.Equal("Choose an organisation", again.QuerySelector(".nhsuk-error-summary__list").Words());
        Assert.Equal(5, again.QuerySelectorAll("input[name=policy]").Length);
    }

    [Fact]
    public async Task Post_OfNothing_SaysSo()
    {
        var (client, form) = await FormAsync();
        using var _ = client;
        using var answer = await client.SubmitAsync(form, "#check-form", ("step", "check"), ("text", "  "));

        var page = await answer.ParseAsync();
        Assert.Equal("Enter the post you want to check", page.QuerySelector(".nhsuk-error-summary__list").Words());
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_OfTheMosaic_ShowsEverythingAResultHas()
    {
        var (client, form) = await FormAsync();
        using var _ = client;
        using var answer = await client.SubmitAsync(form, "#check-form", ("step", "check"), ("text", Browser.Doing.Mosaic));

        var page = await answer.ParseAsync();
        Assert.Equal("Do not post this", page.QuerySelector("h1").Words());
        Assert.True(page.QuerySelectorAll("#post mark").Length >= 4);
        Assert.Contains("a rare condition", page.QuerySelector(".app-seen").Words(), StringComparison.Ordinal);
        var reason = page.QuerySelector(".app-reason").Words();
        Assert.Contains("Small details that together point to one person", reason, StringComparison.Ordinal);
        Assert.Contains("In our words:", reason, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll(".app-reason a"), a => a.GetAttribute("href")!.StartsWith("/policies/las/sections/5.14#las-5.14-", StringComparison.Ordinal));
        Assert.NotNull(page.QuerySelector(".app-suggest del"));
        Assert.Contains("Candour has not told anybody about this check.", page.Body.Words(), StringComparison.Ordinal);
        Assert.Contains("not endorsed by that organisation", page.QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.EndsWith("Your post is not kept.", page.QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#not-checked li"));
        Assert.Equal("/check", answer.RequestMessage!.RequestUri!.PathAndQuery);
    }

    [Fact]
    public async Task Links_OfReasons_LeadToTheirClauses()
    {
        var (client, form) = await FormAsync();
        using var _ = client;
        using var answer = await client.SubmitAsync(form, "#check-form", ("step", "check"), ("text", Browser.Doing.Mosaic));
        var page = await answer.ParseAsync();

        foreach (var href in page.QuerySelectorAll(".app-reason a").Select(a => a.GetAttribute("href")!).Distinct())
        {
            var clause = await client.PageAsync(href);
            Assert.NotNull(clause.GetElementById(href[(href.IndexOf('#', StringComparison.Ordinal) + 1)..]));
        }
    }

    [Fact]
    public async Task Post_WithoutItsSeal_KeepsTheTextAndChecksNothing()
    {
        using var client = site.Client();
        await client.ChooseAsync("las");
        using var answer = await client.PostAsync("/check", new FormUrlEncodedContent([new("text", "A quiet day."), new("policy", "las"), new("step", "check")]), Cancel);

        var page = await answer.ParseAsync();
        Assert.Contains("Your post is still here", page.QuerySelector(".nhsuk-error-summary").Words(), StringComparison.Ordinal);
        Assert.Equal("A quiet day.", page.QuerySelector("#text")!.TextContent.Trim());
        Assert.Null(page.QuerySelector(".app-verdict"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script> \"quoted\" & 'so'")]
    [InlineData("First line\n\n  indented, and an emoji 👩🏽‍⚕️\nlast")]
    [InlineData("\nbegins with an empty line")]
    public async Task Text_ThroughResultAndBack_StaysAsItWas(string text)
    {
        var (client, form) = await FormAsync();
        using var _ = client;
        using var answer = await client.SubmitAsync(form, "#check-form", ("step", "check"), ("text", text), ("fact-account", "personal"), ("fact-shows", "self"), ("fact-shows", "uniform"));
        var result = await answer.ParseAsync();
        Assert.Null(result.QuerySelector("main script"));

        using var back = await client.SubmitAsync(result, "#draft", ("step", "edit:consent"));
        var again = await back.ParseAsync();

        Assert.Equal(text, again.QuerySelector("#text")!.TextContent);
        Assert.NotNull(again.QuerySelector("input[name=fact-account][value=personal][checked]"));
        Assert.Equal(2, again.QuerySelectorAll("input[name=fact-shows][checked]").Length);
        Assert.NotNull(again.GetElementById("fact-consent"));
    }

    [Fact]
    public async Task Post_OfAConcern_ShowsWhoHelpsAndDoesNotForbid()
    {
        var (client, form) = await FormAsync("lpt");
        using var _ = client;
        using var answer = await client.SubmitAsync(form, "#check-form", ("step", "check"), ("text", "I am raising a whistleblowing concern: staffing on our ward is unsafe and nobody listens."));

        var page = await answer.ParseAsync();
        Assert.NotEqual("Do not post this", page.QuerySelector("h1").Words());
        Assert.NotNull(page.QuerySelector(".nhsuk-inset-text"));
    }

    [Fact]
    public async Task Post_OfAProfileAlone_ShowsItsMarks()
    {
        var (client, form) = await FormAsync();
        using var _ = client;
        using var answer = await client.SubmitAsync(form, "#check-form", ("step", "check"), ("bio", "Paramedic with London Ambulance Service. Official account."), ("accountName", "@Ldn_Ambulance_Official"));

        var page = await answer.ParseAsync();
        Assert.NotNull(page.QuerySelector(".app-verdict"));
    }

    private async Task<(HttpClient Client, AngleSharp.Html.Dom.IHtmlDocument Form)> FormAsync(string policy = "las")
    {
        var client = site.Client();
        await client.ChooseAsync(policy);
        return (client, await client.PageAsync("/check"));
    }
}
