using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AngleSharp.Html.Parser;

namespace Candour.Web.Tests.Hosting;

/// <summary><c>candour serve</c> as it was built, from another working directory.</summary>
public sealed class ServeTests
{
    [Fact]
    public async Task Serve_FromAnotherFolder_HasPageAndStylesheet()
    {
        var cancel = TestContext.Current.CancellationToken;
        var program = Path.Combine(Repository.Root, "src", "Candour.Cli", "bin", Repository.Configuration, "net10.0", "candour.dll");
        Assert.True(File.Exists(program), $"{program} is not built.");
        var port = FreePort();
        var elsewhere = Directory.CreateTempSubdirectory("candour-serve-");
        var start = new ProcessStartInfo("dotnet", [program, "serve", "--urls", $"http://127.0.0.1:{port}", "--demo"])
        {
            WorkingDirectory = elsewhere.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var serving = Process.Start(start)!;
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            var page = await WaitAsync(client, serving);
            var style = new HtmlParser().ParseDocument(page).QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
            using var css = await client.GetAsync(style, cancel);

            Assert.Contains("Check a post before you publish it", page, StringComparison.Ordinal);
            Assert.Contains("Lindenmouth Ambulance Service", page, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, css.StatusCode);
            Assert.Equal("text/css", css.Content.Headers.ContentType!.MediaType);
            Assert.Contains(".nhsuk-button", await css.Content.ReadAsStringAsync(cancel), StringComparison.Ordinal);
            Assert.Empty(elsewhere.EnumerateFileSystemInfos());
        }
        finally
        {
            serving.Kill(entireProcessTree: true);
            await serving.WaitForExitAsync(cancel);
            elsewhere.Delete(recursive: true);
        }
    }

    private static async Task<string> WaitAsync(HttpClient client, Process serving)
    {
        for (var i = 0; i < 600; i++)
        {
            try
            {
                return await client.GetStringAsync("/", TestContext.Current.CancellationToken);
            }
            catch (HttpRequestException) when (!serving.HasExited)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }

        throw new TimeoutException("candour serve did not answer within a minute.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
