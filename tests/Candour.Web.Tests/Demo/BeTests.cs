using System.Net;

namespace Candour.Web.Tests.Demo;

/// <summary>One click to be any invented person, in a demonstration and nowhere else.</summary>
public sealed class BeTests(Site site, SampleSite sample, DemoSite demo)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Be_InADemonstration_HasFivePoliciesPeople()
    {
        using var client = demo.Site.Client();
        var page = await client.PageAsync("/be");

        Assert.Equal(6, page.QuerySelectorAll("main form").Length); // one policy is two organisations'
        Assert.All(page.QuerySelectorAll("main form"), f => Assert.InRange(f.QuerySelectorAll("tbody tr").Length, 15, 25));
        Assert.Contains("Everybody here is invented", page.QuerySelector("main").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Be_OneClick_IsThatPersonOnEveryPage()
    {
        using var client = await demo.BeAsync("quillham", "Security (LSMS)");
        var page = await client.PageAsync("/policies");

        Assert.Contains("an invented person", page.QuerySelector(".app-demo").Words(), StringComparison.Ordinal);
        Assert.Contains("Quillham Community and Mental Health Trust", page.QuerySelector("header").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Be_OfSomebodyOfAnotherOrganisation_IsNotFound()
    {
        using var client = demo.Site.Client();
        var page = await client.PageAsync("/be");
        var stranger = page.QuerySelector("input[value=lindenmouth]")!.ParentElement!.QuerySelector("button")!.GetAttribute("value")!;
        page.QuerySelector("input[value=quillham]")!.ParentElement!.Id = "chosen";

        using var answer = await client.SubmitAsync(page, "#chosen", ("person", stranger));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Be_OutsideADemonstration_DoesNotExist(string method)
    {
        var data = Directory.CreateTempSubdirectory("candour-data-").FullName;
        var keeping = await Site.StartAsync($"--Candour:Data={data}/data", $"--Candour:Keys={data}/keys");
        foreach (var one in new[] { site, sample.Site, keeping })
        {
            using var client = one.Client();
            using var request = new HttpRequestMessage(new(method), "/be") { Content = method is "POST" ? new FormUrlEncodedContent([new("organisation", "quillham"), new("person", "K7QX-3MPD")]) : null };
            using var answer = await client.SendAsync(request, Cancel);

            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        await keeping.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/account")]
    [InlineData("/people")]
    [InlineData("/ledger")]
    public async Task KeptPages_WhereNothingIsKept_DoNotExist(string path)
    {
        using var client = site.Client();
        using var answer = await client.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("Sign in", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }
}
