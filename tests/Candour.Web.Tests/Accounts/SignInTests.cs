using System.Net;
using AngleSharp.Dom;
using Candour.Governance.Accounts;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Candour.Web.Tests.Accounts;

/// <summary>The ways in, and what is refused on them, over real HTTP.</summary>
public sealed class SignInTests
{
    private const string Sam = "sam@bellweather.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FirstRun_WithoutTheConsolesCode_MakesNobody()
    {
        await using var kept = await KeptSite.StartAsync();
        using var client = kept.Site.Client();

        var page = await kept.FirstRunAsync(client, code: "2222-2222-2222-2222-2222");

        Assert.Contains("Enter the set-up code", page.QuerySelector(".nhsuk-error-summary").Words(), StringComparison.Ordinal);
        Assert.Contains("Set up Candour", (await client.PageAsync("/first-run")).QuerySelector("h1").Words(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", "at least 12")]
    [InlineData("password1234", "tried first")]
    [InlineData("P@ssw0rdP@ssw0rd", "tried first")]
    [InlineData("abcdefghijklmno", "tried first")]
    [InlineData("aaaaaaaaaaaaaaaa", "different characters")]
    [InlineData("I am sam and nobody", null)]
    [InlineData("heron pavement lantern", null)]
    public async Task FirstRun_Password_IsHeldToTheRules(string password, string? problem)
    {
        await using var kept = await KeptSite.StartAsync();
        using var client = kept.Site.Client();

        var page = await kept.FirstRunAsync(client, password: password);

        if (problem is null)
        {
            Assert.Equal("Set up your second step", page.QuerySelector("h1").Words());
        }
        else
        {
            Assert.Contains(problem, page.QuerySelector(".nhsuk-error-summary").Words(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task FirstAdministrator_WithASecondFactor_IsIn_AndNobodyIsSecond()
    {
        var (kept, sam) = await KeptSite.WithAdministratorAsync();
        await using var _ = kept;
        using var client = sam;

        Assert.Equal(10, kept.Codes.Count);
        Assert.Contains("People and roles", (await client.PageAsync("/")).QuerySelector("#your-work + ul").Words(), StringComparison.Ordinal);
        using var stranger = kept.Site.Client();
        using var again = await stranger.GetAsync("/first-run", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task PasswordAlone_OpensNothing()
    {
        var (kept, sam) = await KeptSite.WithAdministratorAsync();
        await using var _ = kept;
        sam.Dispose();
        using var client = kept.Site.Client(followRedirects: false);
        var page = await client.PageAsync("/sign-in");
        using var half = await client.SubmitAsync(page, "main form", null, ("name", Sam), ("password", KeptSite.Password));
        Assert.Equal("/sign-in/second", half.Headers.Location!.ToString());

        foreach (var path in new[] { "/account", "/people", "/settings", "/ledger", "/access", "/enrol/second" })
        {
            using var answer = await client.GetAsync(path, Cancel);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.StartsWith("/sign-in", answer.Headers.Location!.PathAndQueryOf(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Code_UsedOnce_IsNotGoodAgain()
    {
        var (kept, sam) = await KeptSite.WithAdministratorAsync();
        await using var _ = kept;
        sam.Dispose();
        var code = KeptSite.Totp(kept.Key, 1);
        using var one = kept.Site.Client();
        using var two = kept.Site.Client();

        var first = await KeptSite.SignInAsync(one, Sam, KeptSite.Password, code);
        var second = await KeptSite.SignInAsync(two, Sam, KeptSite.Password, code);

        Assert.NotNull(first.QuerySelector("#your-work"));
        Assert.NotNull(second.QuerySelector(".nhsuk-error-summary"));
    }

    [Fact]
    public async Task Code_OlderThanTheOneUsedLast_IsNotGoodAgain()
    {
        var (kept, sam) = await KeptSite.WithAdministratorAsync();
        await using var _ = kept;
        sam.Dispose();
        var (before, after) = (KeptSite.Totp(kept.Key, 1), KeptSite.Totp(kept.Key, 2));
        foreach (var (code, good) in new[] { (before, true), (after, true), (before, false), (after, false) })
        {
            using var client = kept.Site.Client();
            Assert.Equal(good, (await KeptSite.SignInAsync(client, Sam, KeptSite.Password, code)).QuerySelector("#your-work") is not null);
        }
    }

    [Fact]
    public async Task Code_UsedByTwoAtOnce_LetsOneIn()
    {
        var (kept, sam) = await KeptSite.WithAdministratorAsync();
        await using var _ = kept;
        sam.Dispose();
        var code = KeptSite.Totp(kept.Key, 1);
        var seconds = new List<(HttpClient Client, IDocument Page)>();
        for (var i = 0; i < 4; i++)
        {
            var client = kept.Site.Client();
            seconds.Add((client, await KeptSite.SignInAsync(client, Sam, KeptSite.Password, null)));
        }

        var results = await Task.WhenAll(seconds.Select(async s =>
        {
            using var answer = await s.Client.SubmitAsync(s.Page, "main form", null, ("code", code));
            return (await answer.ParseAsync()).QuerySelector("#your-work") is not null;
        }));

        Assert.Single(results, r => r);
        seconds.ForEach(s => s.Client.Dispose());
    }

    [Fact]
    public async Task RecoveryCode_WorksOnce()
    {
        var (kept, sam) = await KeptSite.WithAdministratorAsync();
        await using var _ = kept;
        sam.Dispose();
        foreach (var good in new[] { true, false })
        {
            using var client = kept.Site.Client();
            await KeptSite.SignInAsync(client, Sam, KeptSite.Password, null);
            var page = await client.SendAsync("/sign-in/recovery", "main form", ("code", kept.Codes[0].ToLowerInvariant()));
            Assert.Equal(good, page.QuerySelector("#your-work") is not null);
        }
    }

    [Fact]
    public async Task UnknownAccount_WrongPasswordAndLockedOne_GetTheSameAnswer_AndTheLockHolds()
    {
        var (kept, sam) = await KeptSite.WithAdministratorAsync();
        await using var _ = kept;
        sam.Dispose();
        using var client = kept.Site.Client();
        var unknown = await TryAsync("nobody@bellweather.example", "not the password at all");
        var wrong = await TryAsync(Sam, "not the password at all");
        for (var i = 0; i < 4; i++)
        {
            await TryAsync(Sam, $"not the password {i}");
        }

        var locked = await TryAsync(Sam, KeptSite.Password);

        Assert.Equal(unknown.Replace("nobody@", "sam@", StringComparison.Ordinal), wrong);
        Assert.Equal(wrong, locked);
        await using var db = kept.Site.Services.GetRequiredService<Store>().Read(Scope.OfInstallation("tests"));
        var entries = await db.Entries.Where(e => e.What == "sign-in-failed" || e.What == "sign-in-refused").ToListAsync(Cancel);
        Assert.Equal(7, entries.Count); // each try is an entry, also one for nobody
        Assert.DoesNotContain(await db.Entries.ToListAsync(Cancel), e => e.Body!.Contains("not the password", StringComparison.Ordinal) || e.Body.Contains("bellweather.example", StringComparison.Ordinal));

        async Task<string> TryAsync(string name, string password)
        {
            var page = await client.SendAsync("/sign-in", "main form", ("name", name), ("password", password));
            Assert.NotNull(page.QuerySelector(".nhsuk-error-summary"));
            foreach (var seal in page.QuerySelectorAll("input[name=form-seal]"))
            {
                seal.Remove();
            }

            return page.QuerySelector("main")!.OuterHtml;
        }
    }

    [Fact]
    public async Task EveryTry_CostsOneHash_WhoeverItIsFor()
    {
        var counting = new CountingHasher();
        var (kept, sam) = await KeptSite.WithAdministratorAsync(services => services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<Account>>(counting)));
        await using var _ = kept;
        sam.Dispose();
        using var client = kept.Site.Client();
        await TryAsync("nobody@bellweather.example", "not the password at all"); // makes the hash that nobody has
        var costs = new List<(string, int, int)>();
        foreach (var (name, password) in new[]
        {
            ("nobody@bellweather.example", "not the password at all"), (Sam, "not the password at all"), (Sam.ToUpperInvariant(), "not the password at all"), ("nobody@bellweather.example", ""), (Sam, ""),
            (new string('n', 400), "not the password at all"), (Sam, new string('p', 400)), ("", ""), (Sam, "not the password at all"), (Sam, KeptSite.Password), // locked by then
        })
        {
            costs.Add(await TryAsync(name, password));
        }

        Assert.All(costs, c => Assert.Equal(("", 1, 1), c));

        async Task<(string, int, int)> TryAsync(string name, string password)
        {
            var (hashes, entries) = (counting.Count, await EntriesAsync());
            var page = await client.SendAsync("/sign-in", "main form", ("name", name), ("password", password));
            return (page.QuerySelector(".nhsuk-error-summary") is null ? $"{name} got on" : "", counting.Count - hashes, await EntriesAsync() - entries);
        }

        async Task<int> EntriesAsync()
        {
            await using var db = kept.Site.Services.GetRequiredService<Store>().Read(Scope.OfInstallation("tests"));
            return await db.Entries.CountAsync(Cancel);
        }
    }

    [Theory]
    [InlineData("/sign-in", "name")]
    [InlineData("/enrol", "code")]
    [InlineData("/first-run", "code")]
    public async Task TooManyTries_OfOneAddress_AreRefused_ThoughEachComesWithoutACookie(string path, string field)
    {
        await using var kept = await KeptSite.StartAsync("--Candour:SignInsPerMinuteOfAddress=3");
        for (var i = 0; i < 4; i++)
        {
            using var fresh = kept.Site.Client(followRedirects: false);
            var page = await fresh.PageAsync(path);
            using var answer = await fresh.SubmitAsync(page, "main form", null, (field, "bellweather 2222-2222"));
            Assert.Equal(i < 3 ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("ｓａｍ@bellweather.example")] // wide letters
    [InlineData("s\u0430m@bellweather.example")] // Cyrillic a
    [InlineData("sam\u200b@bellweather.example")] // nothing, as wide
    [InlineData("\u202esam@bellweather.example")] // written backwards
    [InlineData("sam @bellweather.example")]
    [InlineData("sam\n@bellweather.example")]
    public async Task SignInName_ThatLooksLikeAnother_IsRefused(string name)
    {
        await using var kept = await KeptSite.StartAsync();
        using var client = kept.Site.Client();
        var page = await client.SendAsync(
            "/first-run", "main form", ("code", kept.SetUpCode), ("organisationName", "Bellweather Care Homes"), ("organisationId", "bellweather"), ("policy", "lpt"), ("personName", "Sam Rushbrooke"), ("staffNumber", "B001"), ("name", name), ("password", KeptSite.Password), ("again", KeptSite.Password));

        Assert.Contains("letters from a to z", page.QuerySelector(".nhsuk-error-summary").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task InvitationsCode_WrongInWhateverWay_GetsTheSameAnswer()
    {
        var (kept, sam) = await KeptSite.WithAdministratorAsync();
        await using var _ = kept;
        using var administrator = sam;
        var person = (await administrator.PageAsync("/people")).QuerySelector("tbody a")!.GetAttribute("href")!;
        var old = await InviteAsync();
        var code = await InviteAsync(); // the one before is void now
        using var client = kept.Site.Client();
        var answers = new List<string>();
        foreach (var wrong in new[] { old, $"{code}2", code.Replace("bellweather", "nowhere", StringComparison.Ordinal), "bellweather", "bellweather 2222-2222-2222", "' or 1=1", "" })
        {
            answers.Add((await client.SendAsync("/enrol", "main form", ("code", wrong))).QuerySelector(".nhsuk-error-summary").Words());
        }

        Assert.Single(answers.Distinct());
        Assert.Contains("not good", answers[0], StringComparison.Ordinal);

        async Task<string> InviteAsync() => (await administrator.SendAsync(person, "form[action$=invite]", ("why", "a test wants it so"))).QuerySelector(".app-code code")!.TextContent;
    }

    [Fact]
    public async Task TooManyTries_AreRefusedForAWhile()
    {
        await using var kept = await KeptSite.StartAsync("--Candour:SignInsPerMinute=3");
        using var client = kept.Site.Client();
        for (var i = 0; i < 3; i++)
        {
            await client.SendAsync("/sign-in", "main form", ("name", "nobody"), ("password", "whatever it may be"));
        }

        var page = await client.PageAsync("/sign-in");
        using var refused = await client.SubmitAsync(page, "main form", null, ("name", "nobody"), ("password", "whatever it may be"));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    [Theory]
    [InlineData("/account", "/account")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/account\r\nSet-Cookie: a=b", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task SignIn_LeadsOnWithinTheSiteOnly(string then, string expected)
    {
        var (kept, sam) = await KeptSite.WithAdministratorAsync();
        await using var _ = kept;
        sam.Dispose();
        using var client = kept.Site.Client(followRedirects: false);
        var page = await client.PageAsync($"/sign-in?then={Uri.EscapeDataString(then)}");
        using var half = await client.SubmitAsync(page, "main form", null, ("name", Sam), ("password", KeptSite.Password));
        var second = await client.PageAsync(half.Headers.Location!.ToString());
        using var done = await client.SubmitAsync(second, "main form", null, ("code", KeptSite.Totp(kept.Key, 1)));

        Assert.Equal(expected, done.Headers.Location!.ToString());
        Assert.DoesNotContain(done.Headers, h => h.Key == "Set-Cookie" && h.Value.Any(v => v.StartsWith("a=b", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Cookies_AreForTheBrowserAlone()
    {
        var (kept, sam) = await KeptSite.WithAdministratorAsync();
        await using var _ = kept;
        sam.Dispose();
        using var client = kept.Site.Client(followRedirects: false);
        var page = await client.PageAsync("/sign-in");
        using var half = await client.SubmitAsync(page, "main form", null, ("name", Sam), ("password", KeptSite.Password));
        var second = await client.PageAsync("/sign-in/second");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/second") { Content = new FormUrlEncodedContent([new("form-seal", second.QuerySelector("input[name=form-seal]")!.GetAttribute("value")!), new("code", KeptSite.Totp(kept.Key, 1))]) };
        using var done = await client.SendAsync(request, Cancel);

        foreach (var answer in new[] { half, done })
        {
            Assert.All(answer.Headers.GetValues("Set-Cookie").Where(c => !c.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal)), c =>
            {
                Assert.Contains("httponly", c, StringComparison.OrdinalIgnoreCase);
                Assert.Matches("samesite=(lax|strict)", c.ToLowerInvariant());
            });
        }

        Assert.Contains(done.Headers.GetValues("Set-Cookie"), c => c.StartsWith("candour-session=", StringComparison.Ordinal));
        Assert.True(done.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Session_LeftInAnothersBrowser_EndsWhenTheySignIn()
    {
        var (kept, sam) = await KeptSite.WithAdministratorAsync();
        await using var _ = kept;
        sam.Dispose();
        var planted = await RawSessionAsync(kept); // good, and known to whoever left it there
        using var raw = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = kept.Site.Address };
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(raw, planted, "/account"));
        var cookies = new CookieContainer();
        cookies.Add(kept.Site.Address, new Cookie("candour-session", planted));
        using var victim = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = kept.Site.Address };
        // Who is signed in sees no form, but may send one.
        var page = await victim.PageAsync("/account/password");
        var seal = page.QuerySelector("main input[name=form-seal]")!.GetAttribute("value")!;
        using var half = await victim.PostAsync("/sign-in", new FormUrlEncodedContent([new("form-seal", seal), new("name", Sam), new("password", KeptSite.Password)]), Cancel);
        Assert.Equal("/sign-in/second", half.Headers.Location!.ToString());
        using var done = await victim.PostAsync("/sign-in/second", new FormUrlEncodedContent([new("form-seal", seal), new("code", KeptSite.Totp(kept.Key, 2))]), Cancel);
        Assert.Equal("/", done.Headers.Location!.ToString());

        var own = cookies.GetCookies(kept.Site.Address)["candour-session"]!.Value;
        Assert.NotEqual(planted, own);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(raw, own, "/account"));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(raw, planted, "/account"));
    }

    [Fact]
    public async Task ChangedPassword_EndsEveryOtherSessionAtOnce()
    {
        var (kept, sam) = await KeptSite.WithAdministratorAsync();
        await using var _ = kept;
        using var here = sam;
        using var elsewhere = kept.Site.Client();
        await KeptSite.SignInAsync(elsewhere, Sam, KeptSite.Password, KeptSite.Totp(kept.Key, 1));
        Assert.Equal("My account", (await elsewhere.PageAsync("/account")).QuerySelector("h1").Words());

        var changed = await here.SendAsync("/account/password", "main form", ("current", KeptSite.Password), ("password", "another heron on a roof"), ("again", "another heron on a roof"));

        Assert.Contains("signed out everywhere else", changed.QuerySelector("[role=status]").Words(), StringComparison.Ordinal);
        Assert.Equal("Sign in", (await elsewhere.PageAsync("/account")).QuerySelector("h1").Words());
        Assert.Equal("My account", (await here.PageAsync("/account")).QuerySelector("h1").Words());
    }

    [Fact]
    public async Task SignedOutSession_IsGoodForNothing_ThoughItsCookieIsKept()
    {
        var (kept, sam) = await KeptSite.WithAdministratorAsync();
        await using var _ = kept;
        sam.Dispose();
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = kept.Site.Address };
        var cookie = await RawSessionAsync(kept);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, cookie, "/account"));
        await using (var scope = kept.Site.Services.CreateAsyncScope())
        {
            var store = kept.Site.Services.GetRequiredService<Store>();
            await using var db = store.Read(Scope.OfInstallation("tests"));
            var account = await db.Accounts.Select(a => a.Reference).SingleAsync(Cancel);
            await kept.Site.Services.GetRequiredService<EndSessions>().RunAsync(Scope.OfAccount(account), new() { Account = account, Why = "a test wants it so" }, Cancel);
        }

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(client, cookie, "/account"));
    }

    [Fact]
    public async Task Invitation_MakesOneAccount_Once_AndLeaverIsOut()
    {
        var (kept, sam) = await KeptSite.WithAdministratorAsync();
        await using var _ = kept;
        using var administrator = sam;
        var added = await administrator.SendAsync("/people/add", "main form", ("name", "Odette Larkspurre"), ("staffNumber", "B002"), ("joinedOn", "2026-01-05"), ("why", "a test wants it so"));
        var here = added.QuerySelectorAll("dd").First(d => Reference.TryParse(d.TextContent, out var _)).TextContent;
        var code = await InviteAsync();

        using var odette = kept.Site.Client();
        var account = await odette.SendAsync("/enrol", "main form", ("code", code.ToLowerInvariant()));
        Assert.Contains("Odette Larkspurre of Bellweather Care Homes", account.QuerySelector("main").Words(), StringComparison.Ordinal);
        await odette.SendAsync("/enrol/account", "main form", ("name", "odette"), ("password", "seven quiet bicycles"), ("again", "seven quiet bicycles"));
        var (key, codes) = await KeptSite.SetUpAppAsync(odette, "/enrol/second");
        Assert.Equal(10, codes.Count);
        Assert.Equal("My account", (await odette.PageAsync("/account")).QuerySelector("h1").Words());
        using (var forbidden = await odette.GetAsync("/people", Cancel))
        {
            Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        }

        using var thief = kept.Site.Client();
        Assert.Contains("not good", (await thief.SendAsync("/enrol", "main form", ("code", code))).QuerySelector(".nhsuk-error-summary").Words(), StringComparison.Ordinal);

        // A new invitation takes the place of the account before.
        var anew = await InviteAsync();
        await thief.SendAsync("/enrol", "main form", ("code", anew));
        await thief.SendAsync("/enrol/account", "main form", ("name", "odette"), ("password", "eight quiet bicycles"), ("again", "eight quiet bicycles"));
        Assert.Contains("taken", (await thief.SendAsync("/enrol/account", "main form", ("name", "odette"), ("password", "eight quiet bicycles"), ("again", "eight quiet bicycles"))).QuerySelector(".nhsuk-error-summary").Words(), StringComparison.Ordinal);
        await thief.SendAsync("/enrol/account", "main form", ("name", "odette.l"), ("password", "eight quiet bicycles"), ("again", "eight quiet bicycles"));
        await KeptSite.SetUpAppAsync(thief, "/enrol/second");
        Assert.Equal("Sign in", (await odette.PageAsync("/account")).QuerySelector("h1").Words());
        Assert.Equal("My account", (await thief.PageAsync("/account")).QuerySelector("h1").Words());

        var left = await administrator.SendAsync($"/people/{here}", "form[action$=leave]", ("until", "2026-02-01"), ("why", "a test wants it so"));
        Assert.Contains("last day is recorded", left.QuerySelector("[role=status]").Words(), StringComparison.Ordinal);
        Assert.Equal("Sign in", (await thief.PageAsync("/account")).QuerySelector("h1").Words());

        async Task<string> InviteAsync() =>
            (await administrator.SendAsync($"/people/{here}", "form[action$=invite]", ("why", "a test wants it so"))).QuerySelector(".app-code code")!.TextContent;
    }

    [Fact]
    public async Task BreakGlass_OpensOnce_AndEverybodyWhoAdministersIsTold()
    {
        var (kept, sam) = await KeptSite.WithAdministratorAsync();
        await using var _ = kept;
        using var administrator = sam;
        var paper = await administrator.SendAsync("/settings", "form[action$=seal]", ("why", "a test wants it so"));
        var values = paper.QuerySelectorAll("dd").Select(d => d.TextContent).ToArray();
        var code = paper.QuerySelector(".app-codes code")!.TextContent;

        using var client = kept.Site.Client();
        var second = await KeptSite.SignInAsync(client, values[1], values[2], null);
        Assert.Equal("Enter a recovery code", second.QuerySelector("h1").Words());
        var start = await client.SendAsync("/sign-in/recovery", "main form", ("code", code));

        Assert.Contains("break-glass account was used", start.QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.Contains("break-glass account was used", (await administrator.PageAsync("/")).QuerySelector("main").Words(), StringComparison.Ordinal);
        await using var db = kept.Site.Services.GetRequiredService<Store>().Read(Scope.OfSystem("bellweather", "tests"));
        Assert.Single(await db.Entries.Where(e => e.What == "break-glass-used").ToListAsync(Cancel));
    }

    // Does the real work, and says how often.
    private sealed class CountingHasher : PasswordHasher<Account>
    {
        private int _count;

        public int Count => _count;

        public override string HashPassword(Account user, string password)
        {
            Interlocked.Increment(ref _count);
            return base.HashPassword(user, password);
        }

        public override PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref _count);
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }

    private static async Task<string> RawSessionAsync(KeptSite kept)
    {
        var cookies = new CookieContainer();
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = kept.Site.Address };
        await KeptSite.SignInAsync(client, Sam, KeptSite.Password, KeptSite.Totp(kept.Key, 1));
        return cookies.GetCookies(kept.Site.Address)["candour-session"]!.Value;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string cookie, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", $"candour-session={cookie}");
        using var answer = await client.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}

internal static class Locations
{
    public static string PathAndQueryOf(this Uri uri) => uri.IsAbsoluteUri ? uri.PathAndQuery : uri.ToString();
}
