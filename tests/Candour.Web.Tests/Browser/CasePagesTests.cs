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
        await page.LookAsync($"happened-{screen}", wrong, "/happened");
        await page.FillAsync("#words", "a visitor films other patients");
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync("#found");
        await page.LookAsync($"happened-found-{screen}", wrong);
        await page.LookAsync($"procedure-{screen}", wrong, "/happened/lpt/suspected-recording");
        await page.LookAsync($"case-open-{screen}", wrong, "/happened/lpt/suspected-recording/open");
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync(".nhsuk-error-summary");
        await page.LookAsync($"case-open-error-{screen}", wrong);
        await page.FillAsync("#text", "A visitor films in the day room.");
        await page.CheckAsync("input[name=manager][value=no]");
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync(".nhsuk-task-list");
        var here = new Uri(page.Url).AbsolutePath;
        await page.LookAsync($"case-{screen}", wrong);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        await page.LookAsync($"case-all-{screen}", wrong);
        await page.LookAsync($"case-step-{screen}", wrong, $"{here}/steps/tell-senior");
        await page.FillAsync("[name=field-belief]", "A phone held up by the window.");
        await page.ClickAsync("#answer button[value=done]");
        await page.WaitForLoadStateAsync();
        foreach (var part in new[] { "story", "evidence", "people", "close" })
        {
            await page.LookAsync($"case-{part}-{screen}", wrong, $"{here}/{part}");
        }

        await page.LookAsync($"work-{screen}", wrong, "/work");
        await page.LookAsync($"account-{screen}", wrong, "/account");
        // Nobody puts off that the police are phoned again.
        here = await WalkAsync(page, "abuse-image", "There may be such an image on a phone in the office.", "chase-number", screen, wrong);
        Assert.False(await page.Locator("#clock").IsVisibleAsync());
        await page.GotoAsync("/be");
        await page.ClickAsync("#quillham + form tr:has-text('Communications team') button");
        await page.WaitForSelectorAsync("#your-work");
        await WalkAsync(page, "unregistered-account", "A ward has a page of its own.", "weigh", screen, wrong);
        Assert.True(await page.Locator("#clock").IsVisibleAsync());
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        await page.LookAsync($"case-clock-{screen}", wrong);
        await page.GotoAsync("/be");
        await page.ClickAsync("#quillham + form tr:has-text('Security (LSMS)') button");
        await page.WaitForSelectorAsync("#your-work");
        await page.LookAsync($"case-look-{screen}", wrong, here);
        await page.LookAsync($"registers-{screen}", wrong, "/registers");
        await page.ClickAsync("main li a");
        await page.WaitForSelectorAsync("h1");
        await page.LookAsync($"register-{screen}", wrong);
        await page.Context.CloseAsync();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    // Opens a case, takes it over, and does what comes first until it comes to a step.
    private static async Task<string> WalkAsync(IPage page, string procedure, string text, string until, string screen, List<string> wrong)
    {
        await page.GotoAsync($"/happened/lpt/{procedure}/open");
        await page.FillAsync("#text", text);
        await page.CheckAsync("input[name=manager][value=no]");
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync(".nhsuk-task-list");
        var here = new Uri(page.Url).AbsolutePath;
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        await page.FillAsync("#take-why", "I was there");
        await page.ClickAsync("form[action$='Take'] button");
        await page.WaitForSelectorAsync(".nhsuk-task-list");
        for (var n = 1; n <= 20; n++)
        {
            await page.GotoAsync(here);
            await page.ClickAsync(".nhsuk-task-list__link");
            await page.WaitForSelectorAsync("#answer");
            if (page.Url.EndsWith($"/{until}", StringComparison.Ordinal))
            {
                return here;
            }

            foreach (var field in await page.Locator("#answer textarea, #answer input[type=text], #answer input:not([type])").AllAsync())
            {
                if (await field.IsVisibleAsync())
                {
                    await field.FillAsync("some words");
                }
            }

            foreach (var name in await page.EvaluateAsync<string[]>("[...new Set([...document.querySelectorAll('#answer input[type=radio]')].map(r => r.name))]"))
            {
                var team = page.Locator($"#answer input[type=radio][name='{name}'][value=team]");
                await (await team.CountAsync() > 0 ? team : page.Locator($"#answer input[type=radio][name='{name}']").Last).CheckAsync();
            }

            await page.LookAsync($"{procedure}-step{n}-{screen}", wrong);
            await page.ClickAsync("#answer button[value=done]");
            await page.WaitForLoadStateAsync();
        }

        throw new Xunit.Sdk.XunitException($"{procedure} does not come to {until}; it is at {page.Url}.");
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
}
