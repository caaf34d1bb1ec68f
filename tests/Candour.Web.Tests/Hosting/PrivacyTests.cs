using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace Candour.Web.Tests.Hosting;

/// <summary>Nothing of a draft is stored or logged, however the check ends.</summary>
public sealed class PrivacyTests(Site site)
{
    // No word of any language, so that wherever it turns up it came from here.
    private const string Marker = "Zqxvomarkworrel";

    [Fact]
    public async Task Checks_OfEveryKind_LeaveNothingInAnyLogLine()
    {
        await CheckAllAsync(site.Client());

        Assert.NotEmpty(site.Logged);
        Assert.DoesNotContain(site.Logged, l => l.Contains(Marker, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Checks_OfEveryKind_LeaveNothingInAnyFile()
    {
        var data = Directory.CreateTempSubdirectory("candour-data-");
        await using var serving = await Serving.StartAsync("--data", data.FullName);
        var began = File.GetLastWriteTimeUtc(Path.Combine(serving.Folder.FullName, "work"));

        await CheckAllAsync(new(new HttpClientHandler { CookieContainer = new() }) { BaseAddress = serving.Address });

        Assert.Contains(serving.Said, l => l.Contains("/api/check", StringComparison.Ordinal)); // it says much, at this level
        Assert.DoesNotContain(serving.Said, l => l.Contains(Marker, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(FilesWithMarker(serving.Folder.FullName, DateTime.MinValue));
        Assert.Empty(FilesWithMarker(data.FullName, DateTime.MinValue));
        Assert.Empty(FilesWithMarker(Path.GetDirectoryName(Serving.Program)!, began));
        data.Delete(recursive: true);
    }

    private static async Task CheckAllAsync(HttpClient browser)
    {
        using var client = browser;
        var cancel = TestContext.Current.CancellationToken;
        await client.ChooseAsync("las");
        var form = await client.PageAsync("/check");
        (string, string)[] draft =
        [
            ("text", $"{Marker} Pt in bed 4, 34yo with Ehlers-Danlos from Pinner"), ("bio", $"Paramedic {Marker}"), ("accountName", $"@{Marker}"),
            ("ownName", $"Sam {Marker}"), ("quoted", $"{Marker} said so"),
        ];

        using (var result = await client.SubmitAsync(form, "#check-form", ("step", "check"), draft))
        {
            Assert.Contains(Marker, await result.Content.ReadAsStringAsync(cancel), StringComparison.Ordinal);
        }

        using var edited = await client.SubmitAsync(form, "#check-form", ("step", "edit:account"), draft);
        using var wrongFact = await client.SubmitAsync(form, "#check-form", ("step", "check"), [.. draft, ("fact-account", Marker), ($"fact-{Marker}", "yes")]);
        using var unsealed = await client.PostAsync("/check", new FormUrlEncodedContent([new("text", Marker), new("policy", "las")]), cancel);
        using var long1 = await client.SubmitAsync(form, "#check-form", ("step", "check"), ("text", Marker + new string('a', 120_000)));
        using var long2 = await client.PostAsync("/check", new StringContent("text=" + Marker + new string('a', 600_000), Encoding.UTF8, "application/x-www-form-urlencoded"), cancel);
        foreach (var body in new object[]
        {
            new { policy = "las", text = Marker, bio = Marker, accountName = Marker, ownName = Marker, quoted = Marker },
            new { policy = "las", text = Marker, quick = true },
            new { policy = Marker, text = Marker, on = Marker, facts = new Dictionary<string, string> { [Marker] = Marker } },
            new Dictionary<string, object> { [Marker] = Marker, ["text"] = new[] { Marker } },
        })
        {
            using var answer = await client.PostAsJsonAsync("/api/check", body, cancel);
        }

        foreach (var broken in new[] { $"{{\"text\": \"{Marker}", Marker, $"[\"{Marker}\"]", $"{{\"policy\":\"las\",\"text\":\"{Marker} \\ud800\"}}" })
        {
            using var answer = await client.PostAsync("/api/check", new StringContent(broken, new MediaTypeHeaderValue("application/json")), cancel);
        }

        var ask = await client.PageAsync("/ask?policy=las");
        using var understood = await client.SubmitAsync(ask, "main form", ("step", "words"), ("words", $"may i tell {Marker} about it on facebook"));
        Assert.DoesNotContain(Marker, understood.RequestMessage!.RequestUri!.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Marker, await understood.Content.ReadAsStringAsync(cancel), StringComparison.OrdinalIgnoreCase);
        using var long3 = await client.SubmitAsync(ask, "main form", ("step", "words"), ("words", Marker + new string('a', 3_000)));
        using var unsealedWords = await client.PostAsync("/ask", new FormUrlEncodedContent([new("words", Marker), new("policy", "las"), new("step", "words")]), cancel);
        using var wrongField = await client.PostAsync("/ask", new FormUrlEncodedContent([new("words", Marker), new("policy", "las"), new(Marker, Marker), new("act", Marker), new("on", Marker)]), cancel);
        foreach (var body in new object[]
        {
            new { policy = "las", question = $"may i tell {Marker}" },
            new { policy = Marker, question = Marker, on = Marker, facts = new Dictionary<string, string> { [Marker] = Marker } },
        })
        {
            using var answer = await client.PostAsJsonAsync("/api/ask", body, cancel);
        }

        using var brokenQuestion = await client.PostAsync("/api/ask", new StringContent($"{{\"question\": \"{Marker}", new MediaTypeHeaderValue("application/json")), cancel);
        using var picture = new MultipartFormDataContent { { new StringContent(Marker), "text" } };
        using var refused = await client.PostAsync("/check", picture, cancel);
    }

    private static IEnumerable<string> FilesWithMarker(string folder, DateTime since)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        byte[][] spellings = [Encoding.UTF8.GetBytes(Marker), Encoding.Unicode.GetBytes(Marker)];
        foreach (var file in Directory.EnumerateFiles(folder, "*", options))
        {
            byte[] bytes;
            try
            {
                var info = new FileInfo(file);
                if (info.LastWriteTimeUtc < since || info.Name.StartsWith("clr-debug-pipe", StringComparison.Ordinal))
                {
                    continue;
                }

                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                bytes = new byte[info.Length];
                stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                continue; // another program's, gone or locked
            }

            if (spellings.Any(s => bytes.AsSpan().IndexOf(s) >= 0))
            {
                yield return file;
            }
        }
    }
}
