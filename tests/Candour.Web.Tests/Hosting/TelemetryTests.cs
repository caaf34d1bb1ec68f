using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Candour.Web.Tests.Hosting;

/// <summary>What goes out to a collector: a real one on loopback, that keeps every byte.</summary>
public sealed class TelemetryTests
{
    // No word of any language, so that wherever it turns up it came from here.
    private const string Marker = "Zqxvotelemetry";

    [Fact]
    public async Task Telemetry_OfEveryKindOfRequest_HoldsNothingAboutPeople()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var collector = new Collector();
        var site = await Site.StartAsync("--Candour:Demo=true", $"--Candour:Telemetry={collector.Address}");
        string who;
        using (var client = site.Client())
        {
            client.DefaultRequestHeaders.UserAgent.ParseAdd($"{Marker}/1.0");
            var page = await client.PageAsync("/be");
            var form = page.QuerySelector("main form")!;
            form.Id = "chosen";
            who = form.QuerySelector("button")!.GetAttribute("value")!;
            using var answer = await client.SubmitAsync(page, "#chosen", ("person", who));
            using var asked = await client.GetAsync($"/policies?{Marker}={Marker}", cancel);
            using var missing = await client.GetAsync($"/{Marker}/{Marker}", cancel);
            using var checkedOnce = await client.PostAsync("/api/check", new StringContent($$"""{"policy":"las","text":"{{Marker}} Ondine Quillhampton in bed 4"}""", Encoding.UTF8, "application/json"), cancel);
        }

        await site.DisposeAsync();

        var sent = string.Join('\n', collector.Bodies.Select(Encoding.Latin1.GetString));
        Assert.Contains("candour.operation.duration", sent, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", sent, StringComparison.Ordinal);
        Assert.Contains("http.route", sent, StringComparison.Ordinal);
        Assert.Contains(collector.Paths, p => p.EndsWith("/v1/traces", StringComparison.Ordinal));
        Assert.DoesNotContain(Marker, sent, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Quillhampton", sent, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(who, sent, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url.path", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("client.address", sent, StringComparison.Ordinal);
    }

    private sealed class Collector : IDisposable
    {
        private readonly HttpListener _listener = new();

        public Collector()
        {
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
            }

            _listener.Prefixes.Add(Address);
            _listener.Start();
            _ = Task.Run(TakeAsync);
        }

        public string Address { get; }

        public ConcurrentQueue<byte[]> Bodies { get; } = [];

        public ConcurrentQueue<string> Paths { get; } = [];

        public void Dispose() => _listener.Close();

        private async Task TakeAsync()
        {
            while (_listener.IsListening)
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                Bodies.Enqueue(body.ToArray());
                Paths.Enqueue(context.Request.Url!.AbsolutePath);
                context.Response.Close();
            }
        }
    }
}
