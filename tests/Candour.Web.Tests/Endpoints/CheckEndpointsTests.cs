using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Candour.Web.Tests.Endpoints;

/// <summary>Checks for programs.</summary>
public sealed class CheckEndpointsTests(Site site)
{
    private static readonly string[] Subjects = ["patient"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_OfTheMosaic_StopsAndCitesTheSection()
    {
        var verdict = await CheckAsync(new { policy = "las", text = Browser.Doing.Mosaic, facts = new { account = "personal", subject = Subjects } });

        Assert.Equal("stop", verdict.GetProperty("verdict").GetString());
        Assert.Contains(verdict.GetProperty("reasons").EnumerateArray(), r => r.GetProperty("category").GetString() is "indirect-identifier" && r.GetProperty("sections").EnumerateArray().Any(s => s.GetString() is "5.14"));
        Assert.Equal(["close", "quick"], verdict.GetProperty("readers").EnumerateArray().Select(r => r.GetProperty("name").GetString()).Order());
        Assert.Contains(verdict.GetProperty("facts").EnumerateArray(), f => f.GetProperty("name").GetString() is "account" && f.GetProperty("from").GetString() is "given");
    }

    [Fact]
    public async Task Check_Quickly_ReadsWithDetectorsAlone()
    {
        var verdict = await CheckAsync(new { policy = "las@3.2", text = Browser.Doing.Mosaic, quick = true, on = "2026-11-30" });

        Assert.Equal("none", verdict.GetProperty("readers")[0].GetProperty("name").GetString());
        Assert.Equal("2026-11-30", verdict.GetProperty("on").GetString());
    }

    [Theory]
    [InlineData("""{"text":"x"}""", "policy", "Say which policy. Policies are: ")]
    [InlineData("""{"policy":"nowhere","text":"x"}""", "policy", "There is no policy `nowhere`.")]
    [InlineData("""{"policy":"las","text":"x","on":"2001-01-01"}""", "policy", "has no version in force on 2001-01-01")]
    [InlineData("""{"policy":"las","text":"x","on":"tomorrow"}""", "on", "written as 2026-11-30")]
    [InlineData("""{"policy":"las"}""", "text", "There is nothing to check.")]
    [InlineData("""{"policy":"las","text":5}""", "text", "This should be a text.")]
    [InlineData("""{"policy":"las","text":"x","quick":"yes"}""", "quick", "This should be true or false.")]
    [InlineData("""{"policy":"las","text":"x","facts":[]}""", "facts", "This should be an object")]
    [InlineData("""{"policy":"las","text":"x","facts":{"mood":"good"}}""", "facts.mood", "There is no fact `mood`.")]
    [InlineData("""{"policy":"las","text":"x","facts":{"account":"pigeon"}}""", "facts.account", "`account` cannot be `pigeon`.")]
    [InlineData("""{"policy":"las","text":"x","facts":{"account":["personal","official"]}}""", "facts.account", "given twice")]
    [InlineData("""{"policy":"las","text":"x","picture":"x"}""", "picture", "There is no such field.")]
    [InlineData("""{"policy":"las","text":"\ud800"}""", "text", "half of a character")]
    [InlineData("""{"policy":"las",""", "body", "The body is not JSON from line 1 on.")]
    [InlineData("[]", "body", "The body should be a JSON object.")]
    public async Task Check_WithSomethingWrong_SaysWhatAndWhatToDo(string body, string field, string message)
    {
        using var client = site.Client();
        using var answer = await client.PostAsync("/api/check", new StringContent(body, new MediaTypeHeaderValue("application/json")), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Contains(message, problem.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfMoreThanIsRead_SaysSo()
    {
        using var client = site.Client();
        using var answer = await client.PostAsJsonAsync("/api/check", new { policy = "las", text = new string('a', 100_001) }, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("The most that is read is 100,000", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Description_NamesTheCheckAndItsShape()
    {
        using var client = site.Client();
        var description = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancel);

        var post = description.GetProperty("paths").GetProperty("/api/check").GetProperty("post");
        Assert.True(post.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _));
        Assert.Equal(["200", "400", "413", "415", "429"], post.GetProperty("responses").EnumerateObject().Select(r => r.Name).Order());
        Assert.True(description.GetProperty("components").GetProperty("schemas").GetProperty("Verdict").GetProperty("properties").TryGetProperty("verdict", out _));
    }

    private async Task<JsonElement> CheckAsync(object body)
    {
        using var client = site.Client();
        using var answer = await client.PostAsJsonAsync("/api/check", body, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
