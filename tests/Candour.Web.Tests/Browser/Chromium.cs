using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Candour.Web.Tests.Browser.Chromium))]

namespace Candour.Web.Tests.Browser;

/// <summary>The Chromium of this machine. Where there is none, tests are skipped by name, but fail in continuous integration.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Widths that every page is looked at in.</summary>
    public static readonly (string Name, int Width, int Height)[] Screens = [("phone", 390, 844), ("desktop", 1280, 900)];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static string Path => Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium";

    public async ValueTask InitializeAsync()
    {
        if (File.Exists(Path))
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = ["--no-sandbox"] });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>A fresh browser: no cookies, its own window.</summary>
    public async Task<IPage> PageAsync(Site site, int width = 1280, int height = 900, bool script = true)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (_browser is null)
        {
            Assert.False(Repository.IsContinuousIntegration, $"There is no Chromium at {Path}. Install it, or say where it is with CHROMIUM.");
            Assert.Skip($"There is no Chromium at {Path}. Install it (apt-get install chromium fonts-dejavu-core), or say where it is with CHROMIUM.");
        }

        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = site.Address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            JavaScriptEnabled = script,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(60_000);
        return await context.NewPageAsync();
    }
}

/// <summary>What people do on the pages.</summary>
internal static class Doing
{
    public const string Mosaic = "Great shift. Pt in bed 4, 34yo with Ehlers-Danlos from Pinner, you know who you are 😂";

    public static async Task ChooseAsync(this IPage page, string policy)
    {
        await page.GotoAsync("/organisation");
        await page.CheckAsync($"input[value={policy}]");
        await page.ClickAsync("main button");
    }

    public static async Task CheckAsync(this IPage page, string policy, string text)
    {
        await page.ChooseAsync(policy);
        await page.FillAsync("#text", text);
        await page.ClickAsync("main button[value=check]");
        await page.WaitForSelectorAsync(".app-verdict");
    }
}
