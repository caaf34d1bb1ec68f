using Candour.Web.Tests.Accounts;

namespace Candour.Web.Tests.Browser;

/// <summary>In a real browser, which holds pages to their security policy and cookies to their rules: in by the organisation's directory, and out again.</summary>
public sealed class DirectoryJourneyTests(Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SigningIn_AndOut(bool script)
    {
        await using var provider = await Provider.StartAsync();
        var (kept, sam) = await KeptSite.WithAdministratorAsync([.. DirectoryTests.SettingsFor(provider)]);
        await using var _ = kept;
        sam.Dispose();
        provider.Says.Add(("employee_number", "B001"));
        var page = await chromium.PageAsync(kept.Site, script: script);
        await page.GotoAsync("/sign-in?then=/account");
        if (script)
        {
            var wrong = new List<string>();
            await page.LookAsync("sign-in-directory", wrong);
            foreach (var why in new[] { "workforce", "linked", "failed" })
            {
                await page.LookAsync($"sign-in-refused-{why}", wrong, $"/sign-in/refused/{why}");
            }

            Assert.Equal("", string.Join('\n', wrong));
            await page.GotoAsync("/sign-in?then=/account");
        }

        await page.GetByText("Sign in with Bellweather staff login").ClickAsync();
        await page.WaitForURLAsync("**/account");

        await page.Locator("main").GetByText("Sign out", new() { Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/sign-out");

        Assert.Equal("You are signed out", await page.Locator("h1").InnerTextAsync());
        Assert.Equal(1, provider.SignedOut);
        await page.Context.CloseAsync();
    }
}
