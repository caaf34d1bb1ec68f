using System.Net;
using Candour.Governance.Organisations;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Candour.Web.Tests.Accounts;

/// <summary>Two organisations, each with a directory of its own: neither is believed about the other's people. The second one says who somebody is by their e-mail address.</summary>
public sealed class TwoDirectoriesTests : IAsyncLifetime
{
    private const string Address = "odette@larkspurre.example";

    private Provider _one = null!;
    private Provider _two = null!;
    private KeptSite _kept = null!;
    private Person _there = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (_one, _two) = (await Provider.StartAsync(), await Provider.StartAsync("wessmoor"));
        await StartAsync(_two, "mail");
        _one.Says.Add(("employee_number", "B002"));
    }

    public async ValueTask DisposeAsync()
    {
        await _kept.DisposeAsync();
        await _two.DisposeAsync();
        await _one.DisposeAsync();
    }

    [Fact]
    public async Task Address_OfAnotherOrganisationsPerson_OpensTheOwnOne_AndNeverThatOne()
    {
        using var first = await EnterAsync("bellweather");
        _two.Says.Add(("mail", Address));
        using var second = await EnterAsync("wessmoor");

        Assert.Contains("Odette There", (await second.PageAsync("/account")).QuerySelector("main").Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("Odette Here", (await second.PageAsync("/account")).QuerySelector("main").Words(), StringComparison.Ordinal);
        await using var db = Store.Read(Scope.OfInstallation("tests"));
        Assert.Equal(2, await db.DirectoryLinks.Where(l => l.Subject == "s-1").Select(l => l.Account).Distinct().CountAsync(Cancel));
    }

    [Fact]
    public async Task Address_OfSomebodyWhoWorksElsewhereOnly_OpensNothing()
    {
        _two.Says.Add(("mail", "sam@bellweather.example"));
        using var client = await EnterAsync("wessmoor");

        Assert.Equal("Sign in", (await client.PageAsync("/account")).QuerySelector("h1").Words());
    }

    [Fact]
    public async Task Human_OfBoth_IsInTheOneWhoseDirectorySentThem()
    {
        // The same account has both seats; the second organisation's directory opens its own place only.
        using var first = await EnterAsync("bellweather");
        Reference account;
        await using (var db = Store.Read(Scope.OfInstallation("tests")))
        {
            account = (await db.DirectoryLinks.SingleAsync(Cancel)).Account;
        }

        Assert.Null((await _kept.Site.Services.GetRequiredService<SeatPerson>().RunAsync(Scope.OfInstallation("tests"), new() { Account = account, At = "wessmoor", Person = _there.Reference, Why = "a test wants it so" }, Cancel)).Error);
        _two.Says.Add(("mail", Address));
        using var second = await EnterAsync("wessmoor");

        foreach (var (client, mine, other) in new[] { (first, "Odette Here", "bellweather"), (second, "Odette There", "wessmoor") })
        {
            Assert.Contains(mine, (await client.PageAsync("/account")).QuerySelector("main").Words(), StringComparison.Ordinal);
            var places = await client.PageAsync("/account/organisation");
            Assert.Equal([other], places.QuerySelectorAll("input[name=at]").Select(i => i.GetAttribute("value")));
        }
    }

    [Fact]
    public async Task Answer_ForOneDirectory_IsNoneForTheOther()
    {
        using var client = _kept.Site.Client(followRedirects: false);
        using var toProvider = await client.GetAsync("/sign-in/directory/wessmoor", Cancel);
        _two.Says.Add(("mail", Address));
        using var back = await client.GetAsync(toProvider.Headers.Location, Cancel);
        var mixed = back.Headers.Location!.ToString().Replace("/wessmoor/", "/bellweather/", StringComparison.Ordinal);

        using var answer = await client.GetAsync(mixed, Cancel);

        Assert.Equal("/sign-in/refused/failed", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Directory_ThatCallsItselfByTheOthersName_OpensNothing()
    {
        await using var liar = await Provider.StartAsync("wessmoor", _one.Address);
        liar.Says.Add(("mail", Address));
        await _kept.DisposeAsync();
        await StartAsync(liar, "mail");

        using var client = await EnterAsync("wessmoor");

        Assert.Equal("Sign in", (await client.PageAsync("/account")).QuerySelector("h1").Words());
        Assert.Contains(_kept.Site.Logged, l => l.Contains("calls itself otherwise", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WordOfALogOut_EndsWhatThatDirectoryOpened_AndNothingElse()
    {
        _two.Says.Add(("mail", Address));
        using var first = await EnterAsync("bellweather");
        using var second = await EnterAsync("wessmoor");

        Assert.Equal(HttpStatusCode.BadRequest, await EndAsync("bellweather", _two.LogOutToken("s-1", null)));
        Assert.Equal(HttpStatusCode.OK, await EndAsync("wessmoor", _two.LogOutToken("s-1", null)));

        Assert.Equal("My account", (await first.PageAsync("/account")).QuerySelector("h1").Words());
        Assert.Equal("Sign in", (await second.PageAsync("/account")).QuerySelector("h1").Words());
    }

    [Theory]
    [InlineData("email", Address, null, false)]
    [InlineData("email", Address, "false", false)]
    [InlineData("email", Address, "true", true)]
    [InlineData("mail", Address, null, true)]
    [InlineData("mail", Address, "false", false)]
    [InlineData("mail", "ODETTE@LARKSPURRE.EXAMPLE", null, true)]
    [InlineData("mail", "odette@lar\u212aspurre.example", null, false)] // the Kelvin sign, whose small letter is k
    public async Task Address_IsBelieved_WhereTheDirectoryVouchesForIt(string claim, string address, string? verified, bool opens)
    {
        if (claim is "email")
        {
            await _kept.DisposeAsync();
            await StartAsync(_two, claim);
        }

        _two.Says.Add((claim, address));
        if (verified is not null)
        {
            _two.Says.Add(("email_verified", verified));
        }

        using var client = await EnterAsync("wessmoor");

        Assert.Equal(opens ? "My account" : "Sign in", (await client.PageAsync("/account")).QuerySelector("h1").Words());
    }

    private Store Store => _kept.Site.Services.GetRequiredService<Store>();

    private async Task StartAsync(Provider second, string claim)
    {
        (_kept, var sam) = await KeptSite.WithAdministratorAsync([.. DirectoryTests.SettingsFor(_one), .. new (string Name, string Value)[]
        {
            ("Organisation", "wessmoor"), ("Name", "Wessmoor account"), ("Authority", second.Address.ToString()), ("ClientId", Provider.ClientId), ("ClientSecret", Provider.Secret), ("PersonClaim", claim), ("PersonIs", "Email"),
        }.Select(s => $"--Candour:OpenId:1:{s.Name}={s.Value}")]);
        sam.Dispose();
        var services = _kept.Site.Services;
        Assert.Null((await services.GetRequiredService<RegisterOrganisation>().RunAsync(Scope.OfInstallation("tests"), new() { Id = "wessmoor", Name = "Wessmoor Ambulance Service", Why = "a test wants it so" }, Cancel)).Error);
        await AddAsync("bellweather", "Odette Here", "B002");
        _there = await AddAsync("wessmoor", "Odette There", "W002");
    }

    private async Task<Person> AddAsync(string organisation, string name, string number)
    {
        var added = await _kept.Site.Services.GetRequiredService<AddPerson>().RunAsync(Scope.OfSystem(organisation, "tests"), new() { StaffNumber = number, Name = name, Email = Address, JoinedOn = new(2026, 1, 5), Why = "a test wants it so" }, Cancel);
        return added.Failed(out var error, out var person) ? throw new InvalidOperationException(error.Message) : person;
    }

    private async Task<HttpClient> EnterAsync(string organisation)
    {
        var client = _kept.Site.Client();
        await client.PageAsync($"/sign-in/directory/{organisation}");
        return client;
    }

    private async Task<HttpStatusCode> EndAsync(string organisation, string token)
    {
        using var client = new HttpClient { BaseAddress = _kept.Site.Address };
        using var content = new FormUrlEncodedContent([new("logout_token", token)]);
        using var answer = await client.PostAsync($"/sign-in/directory/{organisation}/ended", content, Cancel);
        return answer.StatusCode;
    }
}
