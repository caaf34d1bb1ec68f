using Candour.Web.Checking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Candour.Web.Tests.Browser;

/// <summary>The pages of cases in a real browser: axe finds nothing in two widths; by keyboard and without script; what is urgent stands alone on a phone's first screen. CANDOUR_SCREENSHOTS=DIR keeps pictures.</summary>
public sealed class CasePagesTests(DemoSite demo, Chromium chromium)
{
    private const int MostWords = 30;

    [Theory]
    [InlineData("phone")]
    [InlineData("desktop")]
    public async Task Pages_OfACase_HaveNoViolation(string screen)
    {
        var (_, width, height) = Chromium.Screens.First(s => s.Name == screen);
        var wrong = new List<string>();
        var page = await chromium.PageAsync(demo.Site, width, height);
        await page.GotoAsync("/be");
        await page.ClickAsync("#quillham + form tr:has-text('Ludo Birkbeckson') button");
        await page.WaitForSelectorAsync("#your-work");
        await LookAsync(page, $"happened-{screen}", "/happened", wrong);
        await page.FillAsync("#words", "a visitor films other patients");
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync("#found");
        await LookAsync(page, $"happened-found-{screen}", null, wrong);
        await LookAsync(page, $"procedure-{screen}", "/happened/lpt/suspected-recording", wrong);
        await LookAsync(page, $"case-open-{screen}", "/happened/lpt/suspected-recording/open", wrong);
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync(".nhsuk-error-summary");
        await LookAsync(page, $"case-open-error-{screen}", null, wrong);
        await page.FillAsync("#text", "A visitor films in the day room.");
        await page.CheckAsync("input[name=manager][value=no]");
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync(".nhsuk-task-list");
        var here = new Uri(page.Url).AbsolutePath;
        await LookAsync(page, $"case-{screen}", null, wrong);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        await LookAsync(page, $"case-all-{screen}", null, wrong);
        await LookAsync(page, $"case-step-{screen}", $"{here}/steps/tell-senior", wrong);
        await page.FillAsync("[name=field-belief]", "A phone held up by the window.");
        await page.ClickAsync("#answer button[value=done]");
        await page.WaitForLoadStateAsync();
        foreach (var part in new[] { "story", "evidence", "people", "close" })
        {
            await LookAsync(page, $"case-{part}-{screen}", $"{here}/{part}", wrong);
        }

        await LookAsync(page, $"work-{screen}", "/work", wrong);
        await LookAsync(page, $"account-{screen}", "/account", wrong);
        await page.GotoAsync("/happened/lpt/abuse-image/open");
        await page.FillAsync("#text", "There may be such an image on a phone in the office.");
        await page.CheckAsync("input[name=manager][value=no]");
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync(".nhsuk-task-list");
        here = new Uri(page.Url).AbsolutePath;
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        await page.FillAsync("#take-why", "I was there");
        await page.ClickAsync("form[action$='Take'] button");
        await page.WaitForSelectorAsync(".nhsuk-task-list");
        for (var left = 20; left > 0 && !await page.Locator("#clock").IsVisibleAsync(); left--)
        {
            await page.GotoAsync(here);
            await page.ClickAsync(".nhsuk-task-list__link");
            await page.WaitForSelectorAsync("#answer");
            if (await page.Locator("#clock").IsVisibleAsync())
            {
                break;
            }

            foreach (var field in await page.Locator("#answer textarea, #answer input[type=text], #answer input:not([type])").AllAsync())
            {
                if (await field.IsVisibleAsync())
                {
                    await field.FillAsync("some words");
                }
            }

            foreach (var name in (await page.EvaluateAsync<string[]>("[...new Set([...document.querySelectorAll('#answer input[type=radio]')].map(r => r.name))]")))
            {
                await page.Locator($"#answer input[type=radio][name='{name}']").Last.CheckAsync();
            }

            await LookAsync(page, $"abuse-step{left}-{screen}", null, wrong);
            await page.ClickAsync("#answer button[value=done]");
            await page.WaitForLoadStateAsync();
        }

        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        await LookAsync(page, $"case-clock-{screen}", null, wrong);
        await page.GotoAsync("/be");
        await page.ClickAsync("#quillham + form tr:has-text('Security (LSMS)') button");
        await page.WaitForSelectorAsync("#your-work");
        await LookAsync(page, $"case-look-{screen}", here, wrong);
        await LookAsync(page, $"registers-{screen}", "/registers", wrong);
        await page.ClickAsync("main li a");
        await page.WaitForSelectorAsync("h1");
        await LookAsync(page, $"register-{screen}", null, wrong);
        await page.Context.CloseAsync();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task EachUrgentProcedure_OnAPhone_SaysAtMostThirtyWordsFirst()
    {
        var desk = demo.Site.Services.GetRequiredService<CheckDesk>();
        var page = await chromium.PageAsync(demo.Site, 360, 640);
        var wrong = new List<string>();
        foreach (var rulebook in desk.Current.Select(e => desk.Find(e.Id)!))
        {
            foreach (var procedure in rulebook.Procedures.Where(p => p.Urgent is not null))
            {
                await page.GotoAsync($"/happened/{rulebook.Id}/{procedure.Id}");
                var words = await page.EvaluateAsync<int>("""
                    () => {
                      const seen = [];
                      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                        const range = document.createRange();
                        range.selectNodeContents(node);
                        const box = range.getBoundingClientRect();
                        const around = node.parentElement.getBoundingClientRect(); // what only a screen reader reads is a point in size
                        const hidden = !node.parentElement.checkVisibility() || around.width < 2 || around.height < 2;
                        if (!hidden && box.top < window.innerHeight && box.bottom > 0) seen.push(...node.textContent.trim().split(/\s+/).filter(w => w));
                      }
                      return seen.length;
                    }
                    """);
                if (words > MostWords)
                {
                    wrong.Add($"{rulebook.Id}/{procedure.Id}: {words}");
                }
            }
        }

        await page.Context.CloseAsync();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Walk_ByKeyboardWithoutScript_GoesOn()
    {
        var page = await chromium.PageAsync(demo.Site, 390, 844, script: false);
        await page.GotoAsync("/happened/las/security-alert-told");
        Assert.True(await page.Locator("h1").CountAsync() > 0);
        await page.Locator("main form button").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#answer");
        await page.Context.CloseAsync();
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
