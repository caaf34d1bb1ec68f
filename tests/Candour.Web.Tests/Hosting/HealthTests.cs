using System.Net;
using System.Text.Json;

namespace Candour.Web.Tests.Hosting;

public sealed class HealthTests(DemoSite demo, Site site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ready_WhereSomethingIsKept_TellsOfEachPart()
    {
        await demo.Site.ReadyAsync();
        using var client = demo.Site.Client();
        using var answer = await client.GetAsync("/health/ready", Cancel);
        var parts = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("checks");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["background", "database", "desk", "keys", "ledger"], parts.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.All(parts.EnumerateObject(), p => Assert.Equal("Healthy", p.Value.GetString()));
    }

    [Fact]
    public async Task Ready_WhereNothingIsKept_TellsOfTheDesk()
    {
        await site.ReadyAsync();
        using var client = site.Client();

        Assert.Equal("""{"status":"Healthy","checks":{"desk":"Healthy"}}""", await client.GetStringAsync("/health/ready", Cancel));
        Assert.Equal("Healthy", await client.GetStringAsync("/health/live", Cancel));
    }
}
