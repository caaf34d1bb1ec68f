using System.Net;
using Candour.Governance.Organisations;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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

    [Fact]
    public async Task Demonstration_OverRealPeople_DoesNotStart_AndNothingIsAdded()
    {
        var folder = Directory.CreateTempSubdirectory("candour-real-").FullName;
        string[] where = [$"--Candour:Data={folder}/data", $"--Candour:Keys={folder}/keys"];
        await using (var real = await Closing.StartAsync(where))
        {
            var services = real.Site.Services;
            await services.GetRequiredService<RegisterOrganisation>().RunAsync(Scope.OfInstallation("first-run"), new() { Id = "bellweather", Name = "Bellweather", Why = "a test wants it so" }, Cancel);
        }

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Site.StartAsync([.. where, "--Candour:Demo=true"]));

        Assert.Contains("not invented", refused.Message, StringComparison.Ordinal);
        await using var again = await Closing.StartAsync(where);
        await using var db = again.Site.Services.GetRequiredService<Store>().Read(Scope.OfInstallation("tests"));
        Assert.Equal(["bellweather"], await db.Organisations.Select(o => o.Id).ToListAsync(Cancel));
        await again.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Demonstrations_Data_StartsAsADemonstrationOnly()
    {
        var folder = Directory.CreateTempSubdirectory("candour-shown-").FullName;
        string[] where = [$"--Candour:Data={folder}/data", $"--Candour:Keys={folder}/keys"];
        foreach (var _ in new[] { 1, 2 })
        {
            await using var shown = await Closing.StartAsync([.. where, "--Candour:Demo=true"]);
            using var client = shown.Site.Client();
            Assert.NotEmpty((await client.PageAsync("/be")).QuerySelectorAll("main form"));
        }

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Site.StartAsync(where));

        Assert.Contains("demonstration's", refused.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private sealed class Closing(Site site) : IAsyncDisposable
    {
        private bool _closed;

        public Site Site => site;

        public static async Task<Closing> StartAsync(string[] settings) => new(await Site.StartAsync(settings));

        public async ValueTask DisposeAsync()
        {
            if (!_closed)
            {
                _closed = true;
                await site.DisposeAsync();
            }
        }
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
