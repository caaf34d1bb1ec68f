using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Candour.Web.Tests.Endpoints;

/// <summary>Questions for programs.</summary>
public sealed class AskEndpointsTests(SampleSite sample)
{
    private static readonly string[] Shown = ["patient", "self"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_InFacts_AnswersAndCites()
    {
        var answer = await PostAsync(new { policy = "quillham", facts = new { actor = "employee", act = "view", device = "organisation" }, on = "2026-11-30" });

        Assert.Equal("deny", answer.GetProperty("answer").GetString());
        Assert.True(answer.GetProperty("final").GetBoolean());
        Assert.Equal("1", answer.GetProperty("reasons")[0].GetProperty("sections")[0].GetString());
        Assert.Equal("review overdue", answer.GetProperty("policy").GetProperty("state").GetString());
        Assert.Equal("2026-11-30", answer.GetProperty("on").GetString());
    }

    [Fact]
    public async Task Ask_InFreeWords_SaysWhereEachFactStands()
    {
        const string Question = "can i check insta on the ward pc in my break";
        var answer = await PostAsync(new { policy = "quillham", question = Question, facts = new { time = "on-duty" } });

        var facts = answer.GetProperty("facts").EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!);
        Assert.Equal("text", facts["device"].GetProperty("from").GetString());
        Assert.InRange(facts["device"].GetProperty("start").GetInt32(), 0, Question.Length - 1);
        Assert.Equal("given", facts["time"].GetProperty("from").GetString());
        Assert.Equal("on-duty", facts["time"].GetProperty("value").GetString());
    }

    [Fact]
    public async Task Ask_ByGet_AnswersTheSame()
    {
        using var client = sample.Site.Client();
        var got = await client.GetStringAsync("/api/ask?policy=quillham@2.0&actor=patient&act=film&shows=patient&shows=self&own-case=unknown&on=2026-11-30", Cancel);
        var posted = await PostAsync(new { policy = "quillham@2.0", facts = new Dictionary<string, object> { ["actor"] = "patient", ["act"] = "film", ["shows"] = Shown, ["own-case"] = "unknown" }, on = "2026-11-30" });

        Assert.Equal(posted.GetRawText(), got);
    }

    [Theory]
    [InlineData("""{"facts":{}}""", "policy", "Say which policy. Policies are: marram, quillham.")]
    [InlineData("""{"policy":"nowhere"}""", "policy", "There is no policy `nowhere`.")]
    [InlineData("""{"policy":"quillham","on":"2001-01-01"}""", "policy", "has no version in force on 2001-01-01")]
    [InlineData("""{"policy":"quillham","facts":{"mood":"good"}}""", "facts.mood", "There is no fact `mood`.")]
    [InlineData("""{"policy":"quillham","facts":{"act":"juggle"}}""", "facts.act", "`act` cannot be `juggle`.")]
    [InlineData("""{"policy":"quillham","facts":{"role":"Queen"}}""", "facts.role", "It is one of: Communications team, unknown.")]
    [InlineData("""{"policy":"quillham","facts":{"organisation":"Queen"}}""", "facts.organisation", "Leave it out.")]
    [InlineData("""{"policy":"quillham","text":"x"}""", "text", "There is no such field. Fields are: policy, facts, question, on.")]
    [InlineData("""{"policy":"quillham","question":5}""", "question", "This should be a text.")]
    [InlineData("""{"policy":"quillham",""", "body", "The body is not JSON from line 1 on.")]
    public async Task Ask_WithSomethingWrong_SaysWhatAndWhatToDo(string body, string field, string message)
    {
        using var client = sample.Site.Client();
        using var answer = await client.PostAsync("/api/ask", new StringContent(body, new MediaTypeHeaderValue("application/json")), Cancel);

        await RefusesAsync(answer, field, message);
    }

    [Theory]
    [InlineData("policy=quillham&question=may+i+film", "question", "Free words are personal and would stand in an address. Send them by POST, in the body.")]
    [InlineData("policy=quillham&act=juggle", "act", "`act` cannot be `juggle`.")]
    [InlineData("policy=quillham&act=view&act=film", "act", "was given twice")]
    [InlineData("policy=quillham&on=tomorrow", "on", "written as 2026-11-30")]
    [InlineData("act=view", "policy", "Say which policy.")]
    public async Task Ask_ByGetWithSomethingWrong_SaysWhatAndWhatToDo(string query, string field, string message)
    {
        using var client = sample.Site.Client();
        using var answer = await client.GetAsync($"/api/ask?{query}", Cancel);

        await RefusesAsync(answer, field, message);
    }

    [Fact]
    public async Task Ask_OfMoreThanIsRead_SaysSo()
    {
        using var client = sample.Site.Client();
        using var answer = await client.PostAsJsonAsync("/api/ask", new { policy = "quillham", question = new string('a', 2_001) }, Cancel);

        await RefusesAsync(answer, "question", "The most that is read is 2,000");
    }

    [Fact]
    public async Task Description_NamesBothWaysAndEveryFact()
    {
        using var client = sample.Site.Client();
        var path = (await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancel)).GetProperty("paths").GetProperty("/api/ask");

        Assert.True(path.GetProperty("post").GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _));
        var parameters = path.GetProperty("get").GetProperty("parameters").EnumerateArray().ToDictionary(p => p.GetProperty("name").GetString()!);
        Assert.True(parameters["policy"].GetProperty("required").GetBoolean());
        Assert.Contains("break", parameters["time"].GetProperty("schema").GetProperty("enum").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal("array", parameters["shows"].GetProperty("schema").GetProperty("type").GetString());
        Assert.DoesNotContain("question", parameters.Keys);
    }

    private static async Task RefusesAsync(HttpResponseMessage answer, string field, string message)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Contains(message, problem.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> PostAsync(object body)
    {
        using var client = sample.Site.Client();
        using var answer = await client.PostAsJsonAsync("/api/ask", body, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
