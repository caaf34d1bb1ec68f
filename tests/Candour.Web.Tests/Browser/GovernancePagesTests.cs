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
        await plain.TypeInAsync("ground", "An inquiry asks for it.");
        await plain.FocusAsync("main form button");
        await plain.Keyboard.PressAsync("Enter");
        await plain.WaitForSelectorAsync("[role=status]");
        await page.LookAsync($"keeping-{screen}", wrong, "/keeping");
        await page.LookAsync($"keeping-hold-{screen}", wrong, "/keeping/hold");
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync(".nhsuk-error-summary");
        await page.LookAsync($"keeping-hold-error-{screen}", wrong);
        await page.GotoAsync("/keeping");
        await page.ClickAsync("a[href^='/keeping/holds/']");
        await page.WaitForSelectorAsync("#why");
        await page.LookAsync($"keeping-lift-{screen}", wrong);
        await page.LookAsync($"keeping-dispose-held-{screen}", wrong, $"/keeping/matters/{first}");
        await page.LookAsync($"keeping-dispose-{screen}", wrong, $"/keeping/matters/{second}");
        await Task.Delay(1500, Cancel); // entries are numbered within a second
        await plain.GotoAsync($"/keeping/matters/{second}");
        await plain.TypeInAsync("again", second.Text);
        await plain.TypeInAsync("why", "Its time is over.");
        await plain.Keyboard.PressAsync("Enter");
        await plain.WaitForURLAsync("**/keeping/certificates/**");
        await page.LookAsync($"keeping-certificate-{screen}", wrong, new Uri(plain.Url).PathAndQuery);
        await page.LookAsync($"keeping-certificates-{screen}", wrong, "/keeping/certificates");
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
        await asker.LookAsync($"request-ask-{screen}", wrong, "/account/request");
        await plain.GotoAsync("/account/request");
        await plain.TypeInAsync("about", "What was said of me.");
        await plain.FocusAsync("main form button");
        await plain.Keyboard.PressAsync("Enter");
        await plain.WaitForSelectorAsync(".nhsuk-summary-list");
        await asker.LookAsync($"request-asked-{screen}", wrong, "/account/request");
        var officer = await BeAsync("Head of Data Privacy", width, height);
        await officer.GotoAsync("/work");
        var request = (await officer.GetAttributeAsync("a[href$='/steps/answer']", "href"))!.Split('/')[2];
        await officer.LookAsync($"request-step-{screen}", wrong, $"/cases/{request}/steps/answer");
        await officer.LookAsync($"request-{screen}", wrong, $"/requests/{request}");
        await officer.ClickAsync("form[action$='Answer'] button");
        await officer.WaitForSelectorAsync(".nhsuk-error-summary");
        await officer.LookAsync($"request-error-{screen}", wrong);
        await officer.LookAsync($"request-items-{screen}", wrong, $"/requests/{request}/person");
        await officer.EvaluateAsync("document.querySelector('details').open = true");
        await officer.LookAsync($"request-items-open-{screen}", wrong);
        await officer.ClickAsync("#rest ~ form button");
        await officer.WaitForSelectorAsync(".nhsuk-error-summary");
        await officer.LookAsync($"request-items-error-{screen}", wrong);
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
}
