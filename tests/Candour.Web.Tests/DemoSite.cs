using AngleSharp.Dom;

[assembly: AssemblyFixture(typeof(Candour.Web.Tests.DemoSite))]

namespace Candour.Web.Tests;

/// <summary>The real application as a demonstration: five policies' invented organisations with invented people.</summary>
public sealed class DemoSite : IAsyncLifetime
{
    private Site? _site;

    public Site Site => _site!;

    public async ValueTask InitializeAsync() =>
        _site = await Site.StartAsync("--Candour:Demo=true", "--Candour:ChecksPerMinute=100000", "--Candour:ChecksPerMinuteOfAddress=100000", "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace");

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }
    }

    /// <summary>A browser of somebody who holds a role.</summary>
    /// <param name="organisation">The organisation's id: <c>quillham</c>.</param>
    /// <param name="role">As the page calls it, or a part of the place; the first who has it.</param>
    /// <param name="followRedirects">Whether the browser follows redirects.</param>
    /// <param name="without">What the row must not say.</param>
    public async Task<HttpClient> BeAsync(string organisation, string role, bool followRedirects = true, string? without = null)
    {
        var client = Site.Client(followRedirects);
        var page = await client.PageAsync("/be");
        var form = page.QuerySelector($"input[name=organisation][value={organisation}]")!.ParentElement!;
        var row = form.QuerySelectorAll("tbody tr").First(r => r.TextContent.Contains(role, StringComparison.Ordinal) && (without is null || !r.TextContent.Contains(without, StringComparison.Ordinal)));
        form.Id = "chosen";
        using var answer = await client.SubmitAsync(page, "#chosen", ("person", row.QuerySelector("button")!.GetAttribute("value")!));
        Assert.True((int)answer.StatusCode < 400, $"{answer.StatusCode} on being {role} of {organisation}");
        return client;
    }
}
