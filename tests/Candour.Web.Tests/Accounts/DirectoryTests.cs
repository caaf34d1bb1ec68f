using System.Net;
using System.Security.Cryptography;
using System.Web;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Candour.Web.Tests.Accounts;

/// <summary>Signing in with an organisation's own directory, against a real provider, over real HTTP.</summary>
public sealed class DirectoryTests : IAsyncLifetime
{
    private const string Way = "/sign-in/directory/bellweather";

    private Provider _provider = null!;
    private KeptSite _kept = null!;
    private HttpClient _sam = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _provider = await Provider.StartAsync();
        (_kept, _sam) = await KeptSite.WithAdministratorAsync([.. SettingsFor(_provider)]);
        await AddAsync("Odette Larkspurre", "B002", "odette@bellweather.example");
        _provider.Says.Add(("employee_number", "B002"));
    }

    public async ValueTask DisposeAsync()
    {
        _sam.Dispose();
        await _kept.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Person_SignsIn_WithPkce_ToWhereTheyWanted_AndIsTheSameTheNextTime()
    {
        using var client = _kept.Site.Client();
        var form = await client.PageAsync("/sign-in?then=/account");
        Assert.Equal("Sign in with Bellweather staff login", form.QuerySelector("a.nhsuk-button--login").Words());

        var page = await client.PageAsync(form.QuerySelector("a.nhsuk-button--login")!.GetAttribute("href")!);

        Assert.Equal("My account", page.QuerySelector("h1").Words());
        Assert.Contains("Odette Larkspurre", page.QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.Equal(["S256"], _provider.Challenges);
        var (accounts, links) = await CountAsync();
        using var other = _kept.Site.Client();
        await other.PageAsync(Way);
        Assert.Equal((accounts, links), await CountAsync());
        await using var db = _kept.Site.Services.GetRequiredService<Store>().Read(Scope.OfInstallation("tests"));
        Assert.Equal(["directory-linked"], await db.Entries.Where(e => e.What == "directory-linked").Select(e => e.What).ToListAsync(Cancel));
        Assert.Equal(2, await db.Sessions.CountAsync(s => s.Directory == "bellweather", Cancel));
    }

    [Theory]
    [InlineData("B999")]
    [InlineData("")]
    public async Task Somebody_NotInTheWorkforce_GetsAPage_AndNothingIsMade(string number)
    {
        Say(number);
        var before = await CountAsync();
        using var client = _kept.Site.Client();

        var page = await client.PageAsync(Way);

        Assert.Equal("You are not signed in", page.QuerySelector("h1").Words());
        Assert.Contains("does not find you among the people who work", page.QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync());
        Assert.False(await IsInAsync(client));
    }

    [Fact]
    public async Task Leaver_GetsNoFurther_AndTheirSessionEnds()
    {
        using var client = _kept.Site.Client();
        await client.PageAsync(Way);
        Assert.True(await IsInAsync(client));
        await LeaveAsync("B002");

        Assert.False(await IsInAsync(client));
        Assert.Contains("does not find you", (await client.PageAsync(Way)).QuerySelector("main").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Number_GivenToAnotherEntryOfTheDirectory_OpensNothing()
    {
        using var client = _kept.Site.Client();
        await client.PageAsync(Way);
        using var other = _kept.Site.Client();
        _provider.Subject = "s-2";

        var page = await other.PageAsync(Way);

        Assert.Contains("signs in another way already", page.QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.False(await IsInAsync(other));
    }

    [Fact]
    public async Task Subject_OnceBound_StaysThePerson_WhateverTheNumberSays()
    {
        using var client = _kept.Site.Client();
        await client.PageAsync(Way);
        Say("B001");
        using var again = _kept.Site.Client();
        await again.PageAsync(Way);

        Assert.Contains("Odette Larkspurre", (await again.PageAsync("/account")).QuerySelector("main").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LocalAccount_IsTheSameAsTheDirectorys()
    {
        Say("B001");
        var (accounts, _) = await CountAsync();
        using var client = _kept.Site.Client();
        await client.PageAsync(Way);

        Assert.Contains("Sam Rushbrooke", (await client.PageAsync("/account")).QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.Equal(accounts, (await CountAsync()).Accounts);
    }

    [Fact]
    public async Task Role_ComesWithTheGroup_AndGoesWithIt_InTheLedger()
    {
        Say("B002", "g-auditors", "g-communications", "g-elsewhere");
        using var client = _kept.Site.Client();
        await client.PageAsync(Way);
        using (var ledger = await client.GetAsync("/ledger", Cancel))
        {
            Assert.Equal(HttpStatusCode.OK, ledger.StatusCode);
        }

        Assert.Equal(["candour/auditor", "lpt/communications"], await RolesAsync("B002"));
        Assert.Contains("the organisation's directory", (await _sam.PageAsync("/review")).QuerySelector("main").Words(), StringComparison.Ordinal);
        Say("B002", "g-communications");
        using var again = _kept.Site.Client();
        await again.PageAsync(Way);

        Assert.Equal(["lpt/communications"], await RolesAsync("B002"));
        using var shut = await client.GetAsync("/ledger", Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, shut.StatusCode);
        await using var db = _kept.Site.Services.GetRequiredService<Store>().Read(Scope.OfSystem("bellweather", "tests"));
        Assert.Equal(["role-granted", "role-granted", "role-withdrawn"], await db.Entries.Where(e => e.By == "<directory>").OrderBy(e => e.What).Select(e => e.What).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Role_GrantedByHand_IsNotTheDirectorysToWithdraw()
    {
        Say("B001");
        using var client = _kept.Site.Client();
        await client.PageAsync(Way);

        Assert.Contains("candour/administrator", await RolesAsync("B001"));
    }

    [Theory]
    [InlineData("issuer")]
    [InlineData("nonce")]
    [InlineData("audience")]
    [InlineData("expired")]
    [InlineData("key")]
    public async Task Token_ThatIsNotForThisSignIn_OpensNothing(string what)
    {
        using var rsa = RSA.Create(2048);
        _provider.Spoil = token =>
        {
            switch (what)
            {
                case "issuer": token.Issuer = "https://elsewhere.example/"; break;
                case "nonce": (token.Claims ??= new Dictionary<string, object>())["nonce"] = "another"; token.Subject?.TryRemoveClaim(token.Subject.FindFirst("nonce")); break;
                case "audience": token.Audience = "another"; token.Audiences.Clear(); (token.Claims ??= new Dictionary<string, object>())["aud"] = "another"; token.Subject?.TryRemoveClaim(token.Subject.FindFirst("aud")); break;
                case "expired": (token.IssuedAt, token.NotBefore, token.Expires) = (TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-3), TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-3), TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2)); break;
                default: token.SigningCredentials = new(new RsaSecurityKey(rsa) { KeyId = "of-the-tests" }, SecurityAlgorithms.RsaSha256); break;
            }
        };
        var before = await CountAsync();
        using var client = _kept.Site.Client();

        var page = await client.PageAsync(Way);

        Assert.Contains("could not be used", page.QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync());
        Assert.False(await IsInAsync(client));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Answer_WithAnotherState_OrInAnotherBrowser_OpensNothing(bool spoilt, bool otherBrowser)
    {
        using var client = _kept.Site.Client(followRedirects: false);
        using var stranger = _kept.Site.Client(followRedirects: false);
        using var toProvider = await client.GetAsync(Way, Cancel);
        using var back = await client.GetAsync(toProvider.Headers.Location, Cancel);
        var address = back.Headers.Location!;
        if (spoilt)
        {
            var query = HttpUtility.ParseQueryString(address.Query);
            query["state"] = query["state"]![..^4] + "AAAA";
            address = new Uri(address, "?" + query);
        }

        using var answer = await (otherBrowser ? stranger : client).GetAsync(address, Cancel);

        Assert.Equal("/sign-in/refused/failed", answer.Headers.Location!.ToString());
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var set) && set.Any(c => c.StartsWith("candour-session=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task SigningOut_EndsTheSessionHereAndThere()
    {
        using var client = _kept.Site.Client();
        await client.PageAsync(Way);

        var page = await client.SendAsync("/sign-out", "main form");

        Assert.Equal("You are signed out", page.QuerySelector("h1").Words());
        Assert.Equal(1, _provider.SignedOut);
        Assert.False(await IsInAsync(client));
    }

    [Fact]
    public async Task SigningOutThere_EndsTheSessionHere_AndOnlyThatOne()
    {
        _provider.Says.Add(("sid", "there-1"));
        using var one = _kept.Site.Client();
        await one.PageAsync(Way);
        Say("B002");
        _provider.Says.Add(("sid", "there-2"));
        using var two = _kept.Site.Client();
        await two.PageAsync(Way);

        Assert.Equal(HttpStatusCode.OK, await EndAsync(_provider.LogOutToken("s-1", "there-1")));
        Assert.False(await IsInAsync(one));
        Assert.True(await IsInAsync(two));
        Assert.Equal(HttpStatusCode.OK, await EndAsync(_provider.LogOutToken(null, "there-2")));
        Assert.False(await IsInAsync(two));
    }

    [Fact]
    public async Task WordOfALogOut_ThatIsNotOne_EndsNothing()
    {
        using var rsa = RSA.Create(2048);
        using var client = _kept.Site.Client();
        await client.PageAsync(Way);

        foreach (var token in new[]
        {
            "", "nonsense", _provider.LogOutToken("s-1", null, audience: "another"), _provider.LogOutToken("s-1", null, isEnd: false), _provider.LogOutToken("s-1", null, withNonce: true), _provider.LogOutToken(null, null), _provider.LogOutToken("s-1", null, isSigned: false),
            _provider.LogOutToken("s-1", null, hasWord: false), _provider.LogOutToken("s-1", null, age: TimeSpan.FromMinutes(6)), _provider.LogOutToken("s-1", null, age: -TimeSpan.FromMinutes(3)),
            _provider.LogOutToken("s-1", null, key: new RsaSecurityKey(rsa) { KeyId = "of-the-tests" }),
        })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await EndAsync(token));
        }

        Assert.Equal(HttpStatusCode.OK, await EndAsync(_provider.LogOutToken("s-9", null)));
        Assert.True(await IsInAsync(client));
        Assert.Equal(HttpStatusCode.OK, await EndAsync(_provider.LogOutToken("s-1", null)));
        Assert.False(await IsInAsync(client));
    }

    [Fact]
    public async Task WordOfALogOut_CountsOnce_AndNotForWhatIsOpenedLater()
    {
        using var client = _kept.Site.Client();
        await client.PageAsync(Way);
        var token = _provider.LogOutToken("s-1", null);
        Assert.Equal(HttpStatusCode.OK, await EndAsync(token));
        Assert.False(await IsInAsync(client));
        await client.PageAsync(Way);

        Assert.Equal(HttpStatusCode.OK, await EndAsync(token));

        Assert.True(await IsInAsync(client));
        Assert.Equal(HttpStatusCode.OK, await EndAsync(_provider.LogOutToken("s-1", null, age: TimeSpan.FromMinutes(1)))); // their clock is behind
        Assert.False(await IsInAsync(client));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("http:evil.example")]
    [InlineData("/\tevil")]
    public async Task Onward_IsAlwaysAnAddressOfThisSite(string then)
    {
        using var client = _kept.Site.Client(followRedirects: false);
        using var last = await WalkAsync(client, $"{Way}?then={Uri.EscapeDataString(then)}");

        Assert.Equal("/", last.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Session_PlantedBefore_IsNotTheOneAfter()
    {
        using var client = _kept.Site.Client(followRedirects: false);
        using var planted = await WalkAsync(client, Way);
        var before = Cookie(planted);

        using var after = await WalkAsync(client, Way);

        Assert.NotEqual(before, Cookie(after));
        await using var db = _kept.Site.Services.GetRequiredService<Store>().Read(Scope.OfInstallation("tests"));
        Assert.Equal(2, await db.Sessions.Where(s => s.Directory == "bellweather").Select(s => s.Id).Distinct().CountAsync(Cancel));
    }

    [Theory]
    [InlineData("_claim_names", """{"groups":"src1"}""")]
    [InlineData("hasgroups", "true")]
    public async Task Groups_LeftOutAsTooMany_ChangeNoRole_AndThatIsLogged(string claim, string value)
    {
        Say("B002", "g-auditors");
        using var client = _kept.Site.Client();
        await client.PageAsync(Way);
        Say("B002");
        _provider.Says.Add((claim, value));
        await client.PageAsync(Way);

        Assert.Equal(["candour/auditor"], await RolesAsync("B002"));
        Assert.Contains(_kept.Site.Logged, l => l.Contains("leaves out the groups", StringComparison.Ordinal));
        Say("B002");
        await client.PageAsync(Way);
        Assert.Empty(await RolesAsync("B002"));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(4, false)]
    public async Task Clocks_MayDifferByTwoMinutes(int minutes, bool opens)
    {
        _provider.Spoil = token => (token.IssuedAt, token.NotBefore, token.Expires) = (Ago(minutes + 20), Ago(minutes + 20), Ago(minutes));
        using var client = _kept.Site.Client();
        await client.PageAsync(Way);

        Assert.Equal(opens, await IsInAsync(client));

        static DateTime Ago(int minutes) => TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-minutes);
    }

    [Fact]
    public async Task Directory_ThatDoesNotAnswer_IsSaid()
    {
        await _provider.DisposeAsync();
        using var client = _kept.Site.Client();

        Assert.Contains("does not answer", (await client.PageAsync(Way)).QuerySelector("main").Words(), StringComparison.Ordinal);
        _provider = await Provider.StartAsync();
    }

    [Fact]
    public async Task Directory_OfAnotherOrganisation_IsNoAddress()
    {
        using var client = _kept.Site.Client();
        using var answer = await client.GetAsync("/sign-in/directory/elsewhere", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Logs_SayNothingOfWhoSignedIn()
    {
        using var client = _kept.Site.Client();
        await client.PageAsync(Way);

        Assert.DoesNotContain(_kept.Site.Logged, l => l.Contains("B002", StringComparison.Ordinal) || l.Contains(Provider.Secret, StringComparison.Ordinal));
    }

    internal static IEnumerable<string> SettingsFor(Provider provider) => new (string Name, string Value)[]
    {
        ("Organisation", "bellweather"), ("Name", "Bellweather staff login"), ("Authority", provider.Address.ToString()), ("ClientId", Provider.ClientId), ("ClientSecret", Provider.Secret),
        ("PersonClaim", "employee_number"), ("GroupsClaim", "groups"),
        ("Roles:0:Group", "g-auditors"), ("Roles:0:Role", "candour/auditor"), ("Roles:1:Group", "g-communications"), ("Roles:1:Role", "lpt/communications"), ("Roles:2:Group", "g-elsewhere"), ("Roles:2:Role", "las/communications"),
    }.Select(s => $"--Candour:OpenId:0:{s.Name}={s.Value}");

    private void Say(string number, params string[] groups)
    {
        _provider.Says.Clear();
        _provider.Says.Add(("employee_number", number));
        _provider.Says.AddRange(groups.Select(g => ("groups", g)));
    }

    /// <summary>Follows redirects to the one that leaves the way in.</summary>
    private static async Task<HttpResponseMessage> WalkAsync(HttpClient client, string address)
    {
        var at = new Uri(client.BaseAddress!, address);
        for (var i = 0; i < 5; i++)
        {
            var answer = await client.GetAsync(at, Cancel);
            if (answer.Headers.TryGetValues("Set-Cookie", out var set) && set.Any(c => c.StartsWith("candour-session=", StringComparison.Ordinal)))
            {
                return answer;
            }

            at = new(at, answer.Headers.Location!);
            answer.Dispose();
        }

        throw new InvalidOperationException("No session came of it.");
    }

    private static string Cookie(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("candour-session=", StringComparison.Ordinal)).Split(';')[0];

    private static async Task<bool> IsInAsync(HttpClient client) => (await client.PageAsync("/account")).QuerySelector("h1").Words() is "My account";

    private async Task<HttpStatusCode> EndAsync(string token)
    {
        using var client = new HttpClient { BaseAddress = _kept.Site.Address };
        using var content = new FormUrlEncodedContent([new("logout_token", token)]);
        using var answer = await client.PostAsync($"{Way}/ended", content, Cancel);
        return answer.StatusCode;
    }

    private Task AddAsync(string name, string number, string email) =>
        _sam.SendAsync("/people/add", "main form", ("name", name), ("staffNumber", number), ("email", email), ("joinedOn", "2026-01-05"), ("why", "a test wants it so"));

    private async Task LeaveAsync(string number)
    {
        var services = _kept.Site.Services;
        Reference person;
        var scope = Scope.OfSystem("bellweather", "tests");
        await using (var db = services.GetRequiredService<Store>().Read(scope))
        {
            person = await db.People.Where(p => p.StaffNumber == number).Select(p => p.Reference).SingleAsync(Cancel);
        }

        var left = await services.GetRequiredService<RecordLeaver>().RunAsync(scope, new() { Person = person, LeftOn = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-2), Why = "a test wants it so" }, Cancel);
        Assert.Null(left.Error);
    }

    private async Task<List<string>> RolesAsync(string number)
    {
        await using var db = _kept.Site.Services.GetRequiredService<Store>().Read(Scope.OfSystem("bellweather", "tests"));
        var person = await db.People.Where(p => p.StaffNumber == number).Select(p => p.Reference).SingleAsync(Cancel);
        var grants = await db.RoleGrants.On(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)).Where(g => g.Person == person).ToListAsync(Cancel);
        return [.. grants.Select(g => $"{g.Policy}/{g.Role}").Order(StringComparer.Ordinal)];
    }

    private async Task<(int Accounts, int Links)> CountAsync()
    {
        await using var db = _kept.Site.Services.GetRequiredService<Store>().Read(Scope.OfInstallation("tests"));
        return (await db.Accounts.CountAsync(Cancel), await db.DirectoryLinks.CountAsync(Cancel));
    }
}
