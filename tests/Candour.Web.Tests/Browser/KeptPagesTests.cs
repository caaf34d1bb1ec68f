using Candour.Web.Tests.Accounts;
using Microsoft.Playwright;

namespace Candour.Web.Tests.Browser;

/// <summary>The pages for who is signed in, in a real browser: axe finds nothing in two widths, the way in works by keyboard and without script, a passkey works. CANDOUR_SCREENSHOTS=DIR keeps pictures.</summary>
public sealed class KeptPagesTests(DemoSite demo, Chromium chromium)
{
    // Name, who looks (words in their row of the demonstration), where.
    private static readonly (string Name, string? Who, string Path)[] Pages =
    [
        ("be", null, "/be"), ("kept-start-administrator", "Administrator of Candour", "/"), ("people", "Administrator of Candour", "/people"), ("people-add", "Administrator of Candour", "/people/add"), ("people-import", "Administrator of Candour", "/people/import"),
        ("person", "Administrator of Candour", "/people/{first}"), ("settings", "Administrator of Candour", "/settings"), ("review", "Administrator of Candour", "/review"), ("forbidden", "Administrator of Candour", "/ledger"), ("kept-start-auditor", "Auditor", "/"),
        ("ledger", "Auditor", "/ledger"), ("ledger-entry", "Auditor", "/ledger/{first}"), ("account", "Nurse in charge or unit manager", "/account"), ("account-deputy", "Nurse in charge or unit manager", "/account/deputy"),
        ("access", "Nurse in charge or unit manager", "/access"), ("review-manager", "Nurse in charge or unit manager", "/review"), ("account-organisation", "Wren Stonegrave", "/account/organisation"), ("sign-out", "Auditor", "/sign-out"),
    ];

    [Theory]
    [InlineData("phone")]
    [InlineData("desktop")]
    public async Task Pages_OfTheDemonstration_HaveNoViolation(string screen)
    {
        var (_, width, height) = Chromium.Screens.First(s => s.Name == screen);
        var wrong = new List<string>();
        foreach (var group in Pages.GroupBy(p => p.Who))
        {
            var page = await chromium.PageAsync(demo.Site, width, height);
            if (group.Key is { } who)
            {
                await page.GotoAsync("/be");
                await page.ClickAsync($"#quillham + form tr:has-text('{who}') button");
                await page.WaitForSelectorAsync("#your-work");
            }

            foreach (var (name, _, path) in group)
            {
                await page.GotoAsync(path.Replace("/{first}", "", StringComparison.Ordinal));
                if (path.EndsWith("{first}", StringComparison.Ordinal))
                {
                    await page.ClickAsync("tbody a");
                    await page.WaitForSelectorAsync(".nhsuk-summary-list");
                }

                await page.LookAsync($"{name}-{screen}", wrong);
            }

            await page.Context.CloseAsync();
        }

        Assert.Equal("", string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("phone", false)]
    [InlineData("phone", true)]
    [InlineData("desktop", true)]
    public async Task Ways_In_HaveNoViolation_AndWorkByKeyboardWithoutScript(string screen, bool script)
    {
        var (_, width, height) = Chromium.Screens.First(s => s.Name == screen);
        await using var kept = await KeptSite.StartAsync();
        var wrong = new List<string>();
        var page = await chromium.PageAsync(kept.Site, width, height, script);
        // axe is a script itself.
        Task SeeAsync(string name) => script ? page.LookAsync($"{name}-{screen}", wrong) : page.PictureAsync($"{name}-{screen}-without-script");
        foreach (var (name, path) in new[] { ("sign-in", "/sign-in"), ("enrol", "/enrol"), ("first-run", "/first-run") })
        {
            await page.GotoAsync(path);
            await SeeAsync(name);
        }

        await page.TypeInAsync("code", kept.SetUpCode);
        await page.TypeInAsync("organisationName", "Bellweather Care Homes");
        await page.TypeInAsync("organisationId", "bellweather");
        await page.CheckAsync("input[name=policy][value=lpt]");
        await page.TypeInAsync("personName", "Sam Rushbrooke");
        await page.TypeInAsync("staffNumber", "B001");
        await page.TypeInAsync("name", "sam");
        await page.TypeInAsync("password", KeptSite.Password);
        await page.TypeInAsync("again", KeptSite.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".app-key");
        Assert.Equal(script, await page.Locator("[data-passkey]:visible").CountAsync() > 0);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.True(await page.EvalOnSelectorAsync<bool>(".app-qr", "i => i.complete && i.naturalWidth > 0"), "The picture of the key does not show.");
        var key = (await page.InnerTextAsync(".app-key")).Replace(" ", "", StringComparison.Ordinal);
        await SeeAsync("enrol-second");
        await page.TypeInAsync("code", KeptSite.Totp(key));
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".app-codes");
        await SeeAsync("recovery-codes");
        await page.ClickAsync("main .nhsuk-button");
        await page.WaitForSelectorAsync("#your-work");
        foreach (var part in new[] { "password", "authenticator", "passkeys", "recovery-codes" })
        {
            await page.GotoAsync($"/account/{part}");
            await SeeAsync($"account-{part}");
        }

        await page.GotoAsync("/account");
        await SeeAsync("account-with-password");
        await page.ClickAsync("main form[action='/sign-out'] button");
        Assert.Equal("You are signed out", await page.InnerTextAsync("h1"));
        await page.GotoAsync("/sign-in");
        await page.TypeInAsync("name", "sam");
        await page.TypeInAsync("password", KeptSite.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("input[name=code]");
        await SeeAsync("sign-in-second");
        await page.GotoAsync("/sign-in/recovery");
        await SeeAsync("sign-in-recovery");
        await page.GotoAsync("/sign-in/second");
        await page.TypeInAsync("code", KeptSite.Totp(key, 1));
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#your-work");

        Assert.Equal("", string.Join('\n', wrong));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Passkey_MadeWhileSettingUp_SignsIn()
    {
        await using var kept = await KeptSite.StartAsync();
        var page = await chromium.PageAsync(kept.Site);
        // Passkeys are for names of hosts, not for addresses of machines.
        var site = $"http://localhost:{kept.Site.Address.Port}";
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true } });
        await page.GotoAsync($"{site}/first-run");
        foreach (var (field, value) in new[] { ("code", kept.SetUpCode), ("organisationName", "Bellweather Care Homes"), ("organisationId", "bellweather"), ("personName", "Sam Rushbrooke"), ("staffNumber", "B001"), ("name", "sam"), ("password", KeptSite.Password), ("again", KeptSite.Password) })
        {
            await page.FillAsync($"#{field}", value);
        }

        await page.CheckAsync("input[name=policy][value=lpt]");
        await page.ClickAsync("main form button");
        await page.ClickAsync("button:has-text('Make a passkey')");
        await page.WaitForSelectorAsync(".app-codes");
        await page.GotoAsync($"{site}/sign-out");
        await page.ClickAsync("main button");
        await page.GotoAsync($"{site}/sign-in");
        await page.ClickAsync("button:has-text('Sign in with a passkey')");
        await page.WaitForSelectorAsync("#your-work");
        await page.Context.CloseAsync();
    }
}
