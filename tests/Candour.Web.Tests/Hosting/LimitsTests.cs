using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace Candour.Web.Tests.Hosting;

/// <summary>What every answer carries, and what is refused.</summary>
public sealed class LimitsTests(Site site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/organisation")]
    [InlineData("/policies/las")]
    [InlineData("/nothing-here")]
    [InlineData("/dist/app.css")]
    public async Task AnyAnswer_CarriesAStrictPolicy(string path)
    {
        using var client = site.Client();
        using var answer = await client.GetAsync(path, Cancel);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task CheckPages_AreNotStored()
    {
        using var client = site.Client();
        await client.ChooseAsync("las");
        var form = await client.PageAsync("/check");

        using var shown = await client.GetAsync("/check", Cancel);
        using var result = await client.SubmitAsync(form, "#check-form", ("step", "check"), ("text", "A quiet day."));
        using var api = await client.PostAsJsonAsync("/api/check", new { policy = "las", text = "A quiet day." }, Cancel);
        using var ask = await client.GetAsync("/ask", Cancel);
        using var answered = await client.GetAsync("/ask/answer?policy=las&act=view", Cancel);
        using var asked = await client.GetAsync("/api/ask?policy=las&act=view", Cancel);

        Assert.All([shown, result, api, ask, answered, asked], a => Assert.True(a.Headers.CacheControl!.NoStore));
    }

    [Theory]
    [InlineData("/check")]
    [InlineData("/api/check")]
    [InlineData("/ask")]
    [InlineData("/api/ask")]
    public async Task Multipart_IsRefused(string path)
    {
        using var client = site.Client();
        using var body = new MultipartFormDataContent { { new ByteArrayContent([0xFF, 0xD8]), "picture", "ward.jpg" } };

        using var answer = await client.PostAsync(path, body, Cancel);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains(path[1..4] is not "api" ? "Pictures and files cannot be sent" : "\"status\":415", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/check", "application/x-www-form-urlencoded", false)]
    [InlineData("/check", "application/x-www-form-urlencoded", true)]
    [InlineData("/api/check", "application/json", false)]
    [InlineData("/api/check", "application/json", true)]
    [InlineData("/ask", "application/x-www-form-urlencoded", false)]
    [InlineData("/ask", "application/x-www-form-urlencoded", true)]
    [InlineData("/api/ask", "application/json", true)]
    public async Task TooLarge_IsRefusedInTheSameStyle(string path, string type, bool chunked)
    {
        using var client = site.Client();
        using var body = new StringContent((type.EndsWith("json", StringComparison.Ordinal) ? "{\"text\":\"" : "text=") + new string('a', 600_000), Encoding.UTF8, type);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        request.Headers.TransferEncodingChunked = chunked;

        using var answer = await client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains(path[1..4] is not "api" ? "Your post is too long" : "\"status\":413", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TooManyChecks_AreRefusedByBrowserAndNotByAddress()
    {
        await using var small = new Closing(await Site.StartAsync("--Candour:ChecksPerMinute=3"));
        using var one = small.Site.Client();
        using var other = small.Site.Client();
        await one.ChooseAsync("las");
        await other.ChooseAsync("las");
        for (var i = 0; i < 3; i++)
        {
            using var fine = await one.PostAsJsonAsync("/api/check", new { policy = "las", text = "A quiet day.", quick = true }, Cancel);
            Assert.Equal(HttpStatusCode.OK, fine.StatusCode);
        }

        using var refused = await one.PostAsJsonAsync("/api/check", new { policy = "las", text = "A quiet day.", quick = true }, Cancel);
        using var page = await one.PostAsync("/check", new FormUrlEncodedContent([new("text", "A quiet day.")]), Cancel);
        using var question = await one.GetAsync("/ask/answer?policy=las&act=view", Cancel);
        using var neighbour = await other.PostAsJsonAsync("/api/check", new { policy = "las", text = "A quiet day.", quick = true }, Cancel);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("\"status\":429", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.TooManyRequests, page.StatusCode);
        Assert.Contains("Too many at once", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.TooManyRequests, question.StatusCode);
        Assert.Equal(HttpStatusCode.OK, neighbour.StatusCode);
    }

    [Fact]
    public async Task ForgedVisitor_CountsByAddress()
    {
        await using var small = new Closing(await Site.StartAsync("--Candour:ChecksPerMinute=2"));
        var codes = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = small.Site.Address };
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/check") { Content = JsonContent.Create(new { policy = "las", text = "A quiet day.", quick = true }) };
            request.Headers.Add("Cookie", $"candour-visitor=invented{i}");
            using var answer = await client.SendAsync(request, Cancel);
            codes.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], codes);
    }

    [Fact]
    public async Task Health_SaysLiveAndReady()
    {
        using var client = site.Client();

        Assert.Contains("Healthy", await client.GetStringAsync("/health/live", Cancel), StringComparison.Ordinal);
        Assert.Equal("""{"status":"Healthy","checks":{"desk":"Healthy"}}""", await client.GetStringAsync("/health/ready", Cancel));
    }

    private sealed class Closing(Site site) : IAsyncDisposable
    {
        public Site Site { get; } = site;

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
