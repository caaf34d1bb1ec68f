using System.Net;
using AngleSharp.Html.Parser;

namespace Candour.Web.Tests.Hosting;

/// <summary><c>candour serve</c> as it was built, from another working directory.</summary>
public sealed class ServeTests
{
    [Fact]
    public async Task Serve_FromAnotherFolder_HasPageAndStylesheet()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var serving = await Serving.StartAsync("--demo");
        using var client = new HttpClient { BaseAddress = serving.Address };

        var page = await client.GetStringAsync("/", cancel);
        var style = new HtmlParser().ParseDocument(page).QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        using var css = await client.GetAsync(style, cancel);

        Assert.Contains("Check a post before you publish it", page, StringComparison.Ordinal);
        Assert.Contains("Lindenmouth Ambulance Service", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, css.StatusCode);
        Assert.Equal("text/css", css.Content.Headers.ContentType!.MediaType);
        Assert.Contains(".nhsuk-button", await css.Content.ReadAsStringAsync(cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_WithADataFolder_KeepsEverythingThereButSigningKeys()
    {
        var data = Directory.CreateTempSubdirectory("candour-data-");
        await using (var serving = await Serving.StartAsync("--demo", "--data", data.FullName))
        {
            using var client = new HttpClient { BaseAddress = serving.Address };
            await client.GetStringAsync("/", TestContext.Current.CancellationToken);

            Assert.True(File.Exists(Path.Combine(data.FullName, "candour.db")));
            Assert.All(data.EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.Directory!.FullName != data.FullName), f => Assert.Equal("keys", f.Directory!.Name));
            Assert.DoesNotContain(data.EnumerateFiles("*", SearchOption.AllDirectories), f => f.Extension is ".key" or ".checkpoint");
        }

        // The process was killed; what it kept is good for the next.
        await using var again = await Serving.StartAsync("--demo", "--data", data.FullName);
        data.Delete(recursive: true);
    }
}
