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

                await LookAsync(page, $"{name}-{screen}", wrong);
            }

            await page.Context.CloseAsync();
        }

        Assert.Equal("", string.Join('\n', wrong));
    }

    [Fact]
    public async Task Ways_In_HaveNoViolation_AndWorkByKeyboardWithoutScript()
    {
        await using var kept = await KeptSite.StartAsync();
        var wrong = new List<string>();
        var looking = await chromium.PageAsync(kept.Site, 390, 844);
        foreach (var (name, path) in new[] { ("first-run", "/first-run"), ("sign-in", "/sign-in"), ("enrol", "/enrol") })
        {
            await looking.GotoAsync(path);
            await LookAsync(looking, name, wrong);
        }

        var page = await chromium.PageAsync(kept.Site, 390, 844, script: false);
        await page.GotoAsync("/first-run");
        await TypeAsync(page, "code", kept.SetUpCode);
        await TypeAsync(page, "organisationName", "Bellweather Care Homes");
        await TypeAsync(page, "organisationId", "bellweather");
        await page.CheckAsync("input[name=policy][value=lpt]");
        await TypeAsync(page, "personName", "Sam Rushbrooke");
        await TypeAsync(page, "staffNumber", "B001");
        await TypeAsync(page, "name", "sam");
        await TypeAsync(page, "password", KeptSite.Password);
        await TypeAsync(page, "again", KeptSite.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".app-key");
        Assert.Equal(0, await page.Locator("[data-passkey]:visible").CountAsync());
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.True(await page.EvalOnSelectorAsync<bool>(".app-qr", "i => i.complete && i.naturalWidth > 0"), "The picture of the key does not show.");
        var key = (await page.InnerTextAsync(".app-key")).Replace(" ", "", StringComparison.Ordinal);
        await PictureAsync(page, "enrol-second");
        await TypeAsync(page, "code", KeptSite.Totp(key));
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".app-codes");
        await PictureAsync(page, "recovery-codes");
        await page.ClickAsync("main .nhsuk-button");
        await page.WaitForSelectorAsync("#your-work");
        await page.GotoAsync("/account");
        await page.ClickAsync("main form[action='/sign-out'] button");
        Assert.Equal("You are signed out", await page.InnerTextAsync("h1"));
        await page.GotoAsync("/sign-in");
        await TypeAsync(page, "name", "sam");
        await TypeAsync(page, "password", KeptSite.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("input[name=code]");
        await PictureAsync(page, "sign-in-second");
        await TypeAsync(page, "code", KeptSite.Totp(key, 1));
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#your-work");

        Assert.Equal("", string.Join('\n', wrong));
        await page.Context.CloseAsync();
        await looking.Context.CloseAsync();
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

    private static async Task TypeAsync(IPage page, string field, string text)
    {
        await page.FocusAsync($"#{field}");
        await page.Keyboard.TypeAsync(text);
    }

    private static async Task LookAsync(IPage page, string name, List<string> wrong)
    {
        await PictureAsync(page, name);
        if (await AccessibilityTests.ViolationsAsync(page) is { Length: > 0 } violations)
        {
            wrong.Add($"{name}: {violations}");
        }

        if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"))
        {
            wrong.Add($"{name}: the page runs off the screen to the right.");
        }
    }

    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CANDOUR_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }
}
