using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Candour.Web.Tests.Browser;

/// <summary>The pages for information governance in a real browser: axe finds nothing in two widths, and they work by keyboard and without script. CANDOUR_SCREENSHOTS=DIR keeps pictures.</summary>
public sealed class GovernancePagesTests(Chromium chromium) : IAsyncLifetime
{
    // Of its own: matters of long ago would stand on pages that other tests compare.
    private readonly DemoSite _demo = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _demo.InitializeAsync();

    public ValueTask DisposeAsync() => _demo.DisposeAsync();

    [Theory]
    [InlineData("phone")]
    [InlineData("desktop")]
    public async Task Keeping_ByKeyboardWithoutScript_DisposesAndHasNoViolation(string screen)
    {
        var (first, second) = (await OldAsync(), await OldAsync());
        var (_, width, height) = Chromium.Screens.First(s => s.Name == screen);
        var wrong = new List<string>();
        var page = await BeAsync("Head of Data Privacy", width, height);
        var plain = await BeAsync("Head of Data Privacy", width, height, script: false);
        await plain.GotoAsync($"/keeping/hold?matter={first}");
        await TypeAsync(plain, "ground", "An inquiry asks for it.");
        await plain.FocusAsync("main form button");
        await plain.Keyboard.PressAsync("Enter");
        await plain.WaitForSelectorAsync("[role=status]");
        await LookAsync(page, $"keeping-{screen}", "/keeping", wrong);
        await LookAsync(page, $"keeping-hold-{screen}", "/keeping/hold", wrong);
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync(".nhsuk-error-summary");
        await LookAsync(page, $"keeping-hold-error-{screen}", null, wrong);
        await page.GotoAsync("/keeping");
        await page.ClickAsync("a[href^='/keeping/holds/']");
        await page.WaitForSelectorAsync("#why");
        await LookAsync(page, $"keeping-lift-{screen}", null, wrong);
        await LookAsync(page, $"keeping-dispose-held-{screen}", $"/keeping/matters/{first}", wrong);
        await LookAsync(page, $"keeping-dispose-{screen}", $"/keeping/matters/{second}", wrong);
        await Task.Delay(1500, Cancel); // entries are numbered within a second
        await plain.GotoAsync($"/keeping/matters/{second}");
        await TypeAsync(plain, "again", second.Text);
        await TypeAsync(plain, "why", "Its time is over.");
        await plain.Keyboard.PressAsync("Enter");
        await plain.WaitForURLAsync("**/keeping/certificates/**");
        await LookAsync(page, $"keeping-certificate-{screen}", new Uri(plain.Url).PathAndQuery, wrong);
        await LookAsync(page, $"keeping-certificates-{screen}", "/keeping/certificates", wrong);
        await page.Context.CloseAsync();
        await plain.Context.CloseAsync();

        Assert.Equal("", string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("desktop")]
    public async Task Request_ByKeyboardWithoutScript_IsAskedAndHasNoViolation(string screen)
    {
        var (_, width, height) = Chromium.Screens.First(s => s.Name == screen);
        var wrong = new List<string>();
        var plain = await BeAsync("Wren Stonegrave", width, height, script: false);
        var asker = await BeAsync("Wren Stonegrave", width, height);
        await LookAsync(asker, $"request-ask-{screen}", "/account/request", wrong);
        await plain.GotoAsync("/account/request");
        await TypeAsync(plain, "about", "What was said of me.");
        await plain.FocusAsync("main form button");
        await plain.Keyboard.PressAsync("Enter");
        await plain.WaitForSelectorAsync(".nhsuk-summary-list");
        await LookAsync(asker, $"request-asked-{screen}", "/account/request", wrong);
        var officer = await BeAsync("Head of Data Privacy", width, height);
        await officer.GotoAsync("/work");
        var request = (await officer.GetAttributeAsync("a[href$='/steps/answer']", "href"))!.Split('/')[2];
        await LookAsync(officer, $"request-step-{screen}", $"/cases/{request}/steps/answer", wrong);
        await LookAsync(officer, $"request-{screen}", $"/requests/{request}", wrong);
        await officer.ClickAsync("form[action$='Answer'] button");
        await officer.WaitForSelectorAsync(".nhsuk-error-summary");
        await LookAsync(officer, $"request-error-{screen}", null, wrong);
        await LookAsync(officer, $"request-items-{screen}", $"/requests/{request}/person", wrong);
        await officer.EvaluateAsync("document.querySelector('details').open = true");
        await LookAsync(officer, $"request-items-open-{screen}", null, wrong);
        await officer.ClickAsync("#rest ~ form button");
        await officer.WaitForSelectorAsync(".nhsuk-error-summary");
        await LookAsync(officer, $"request-items-error-{screen}", null, wrong);
        foreach (var page in new[] { plain, asker, officer })
        {
            await page.Context.CloseAsync();
        }

        Assert.Equal("", string.Join('\n', wrong));
    }

    private async Task<IPage> BeAsync(string who, int width, int height, bool script = true)
    {
        var page = await chromium.PageAsync(_demo.Site, width, height, script);
        await page.GotoAsync("/be");
        await page.ClickAsync($"#quillham + form tr:has-text('{who}') button");
        await page.WaitForSelectorAsync("#your-work");
        return page;
    }

    private async Task<Reference> OldAsync()
    {
        var operations = new Operations(_demo.Site.Services.GetRequiredService<Store>(), new LongAgo());
        return (await new OpenMatter(operations).RunAsync(Scope.OfSystem("quillham", "tests"), new() { Policy = "lpt", Kind = "breach", Text = "An invented matter of long ago.", Why = "a test wants it so" }, Cancel)).Value!.Reference;
    }

    private static async Task TypeAsync(IPage page, string field, string text)
    {
        await page.FocusAsync($"#{field}");
        await page.Keyboard.TypeAsync(text);
    }

    private static async Task LookAsync(IPage page, string name, string? path, List<string> wrong)
    {
        if (path is not null)
        {
            await page.GotoAsync(path);
        }

        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        if (Environment.GetEnvironmentVariable("CANDOUR_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }

        var violations = await AccessibilityTests.ViolationsAsync(page);
        if (violations.Length > 0)
        {
            wrong.Add($"{name}: {violations}");
        }

        if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"))
        {
            wrong.Add($"{name} runs off the screen to the right.");
        }
    }
}
