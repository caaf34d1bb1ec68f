using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;

namespace Candour.Web.Tests.Accounts;

/// <summary>A real installation of a test's own, with nothing in it; gone afterwards. Real passwords, real codes.</summary>
public sealed partial class KeptSite : IAsyncDisposable
{
    public const string Password = "heron pavement lantern";

    private readonly string _folder;

    private KeptSite(Site site, string folder) => (Site, _folder) = (site, folder);

    public Site Site { get; }

    /// <summary>The first administrator's, once they are set up.</summary>
    public string Key { get; private set; } = "";

    public IReadOnlyList<string> Codes { get; private set; } = [];

    public static Task<KeptSite> StartAsync(params string[] settings) => StartAsync(_ => { }, settings);

    public static async Task<KeptSite> StartAsync(Action<IServiceCollection> parts, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("candour-kept-").FullName;
        return new(await Site.StartAsync(parts, [$"--Candour:Data={folder}/data", $"--Candour:Keys={folder}/keys", "--Candour:ChecksPerMinute=100000", "--Candour:SignInsPerMinute=100000", "--Candour:SignInsPerMinuteOfAddress=100000", .. settings]), folder);
    }

    /// <summary>With Bellweather and its administrator, Sam Rushbrooke, signed in.</summary>
    public static Task<(KeptSite Site, HttpClient Administrator)> WithAdministratorAsync(params string[] settings) => WithAdministratorAsync(_ => { }, settings);

    public static async Task<(KeptSite Site, HttpClient Administrator)> WithAdministratorAsync(Action<IServiceCollection> parts, params string[] settings)
    {
        var site = await StartAsync(parts, settings);
        var client = site.Site.Client();
        await site.FirstRunAsync(client);
        (site.Key, site.Codes) = await SetUpAppAsync(client, "/enrol/second");
        return (site, client);
    }

    public string SetUpCode => CodeForm().Match(Site.Said.ToString()).Value;

    public Task<AngleSharp.Html.Dom.IHtmlDocument> FirstRunAsync(HttpClient client, string? code = null, string password = Password) => client.SendAsync(
        "/first-run", "main form", ("code", code ?? SetUpCode), ("organisationName", "Bellweather Care Homes"), ("organisationId", "bellweather"), ("policy", "lpt"), ("personName", "Sam Rushbrooke"), ("staffNumber", "B001"), ("name", "sam@bellweather.example"), ("password", password), ("again", password));

    /// <summary>Reads the key off the page and types its code.</summary>
    public static async Task<(string Key, IReadOnlyList<string> Codes)> SetUpAppAsync(HttpClient client, string path, params (string Name, string Value)[] more)
    {
        var page = await client.PageAsync(path);
        var key = page.QuerySelector(".app-key")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        using var answer = await client.SubmitAsync(page, "main form", null, [("code", Totp(key)), .. more]);
        var done = await answer.ParseAsync();
        return (key, [.. done.QuerySelectorAll(".app-codes code").Select(c => c.TextContent)]);
    }

    public static async Task<IDocument> SignInAsync(HttpClient client, string name, string password, string? code, string then = "")
    {
        var page = await client.SendAsync($"/sign-in{(then.Length == 0 ? "" : $"?then={Uri.EscapeDataString(then)}")}", "main form", ("name", name), ("password", password));
        if (code is null || page.QuerySelector("input[name=code]") is null)
        {
            return page;
        }

        using var answer = await client.SubmitAsync(page, "main form", null, ("code", code));
        return await answer.ParseAsync();
    }

    /// <summary>The code of an authenticator app, RFC 6238; each works once, so tests take neighbouring steps.</summary>
    public static string Totp(string key, int steps = 0)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + steps);
#pragma warning disable CA5350 // what authenticator apps compute: RFC 6238
        var hash = HMACSHA1.HashData(FromBase32(key), counter);
#pragma warning restore CA5350
        return $"{(BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue) % 1_000_000:D6}";
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.TrimEnd('=').Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }

    [GeneratedRegex("([2-9A-Z]{4}-){4}[2-9A-Z]{4}")]
    private static partial Regex CodeForm();
}
