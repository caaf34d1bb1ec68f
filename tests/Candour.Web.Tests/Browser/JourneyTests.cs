using Microsoft.Playwright;

namespace Candour.Web.Tests.Browser;

/// <summary>What people do from the start page to the answer, in a real browser.</summary>
public sealed class JourneyTests(Site site, Chromium chromium)
{
    [Fact]
    public async Task Check_ByKeyboardAlone_LeadsToAClearVersion()
    {
        var page = await chromium.PageAsync(site);
        await page.GotoAsync("/");

        await TabToAsync(page, "a.app-start");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("input[name=policy]");
        await TabToAsync(page, "input[name=policy]");
        await page.Keyboard.PressAsync("Space");
        while (!await page.IsCheckedAsync("input[value=las]"))
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }

        await TabToAsync(page, "main button");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#text");
        await TabToAsync(page, "#text");
        await page.Keyboard.TypeAsync(Doing.Mosaic);
        await TabToAsync(page, "main button[value=check]");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".app-verdict--stop");
        Assert.Equal("Do not post this", await page.InnerTextAsync("h1"));
        Assert.Contains("Ehlers-Danlos", await page.InnerTextAsync(".app-post mark:has-text('Ehlers')"), StringComparison.Ordinal);
        await TabToAsync(page, ".app-inline-form button");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".app-verdict:not(.app-verdict--stop)");

        Assert.NotEqual(Doing.Mosaic, await page.InnerTextAsync("#post"));
        Assert.EndsWith("/check", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Check_WithoutScript_ShowsAsksAndChanges()
    {
        var page = await chromium.PageAsync(site, 390, 844, script: false);
        await page.GotoAsync("/");
        await page.ClickAsync("a.app-start");
        await page.CheckAsync("input[value=las]");
        await page.ClickAsync("main button");
        Assert.Equal(0, await page.Locator("input[type=file]").CountAsync());
        Assert.Equal(0, await page.Locator("#live:visible").CountAsync());
        await page.ClickAsync("summary:has-text('picture or recording')");
        Assert.True(await page.IsVisibleAsync("text=If it may show abuse, stop: do not copy or send it. Call 101."));
        Assert.True(await page.IsVisibleAsync("text=What can be seen or heard in it?"));

        await page.FillAsync("#text", Doing.Mosaic);
        await page.CheckAsync("input[name=fact-shows][value=none]");
        await page.ClickAsync("main button[value=check]");
        await page.WaitForSelectorAsync(".app-verdict--stop");
        await page.ClickAsync(".nhsuk-summary-list button:has-text('Add'):has-text('account')");
        await page.WaitForSelectorAsync("#check-form");
        Assert.EndsWith("/check#fact-account", page.Url, StringComparison.Ordinal);
        Assert.Equal(Doing.Mosaic, await page.InputValueAsync("#text"));
        await page.CheckAsync("input[name=fact-account][value=personal]");
        await page.ClickAsync("main button[value=check]");
        await page.WaitForSelectorAsync(".app-verdict--stop");
        Assert.Contains("My personal account", await page.InnerTextAsync(".nhsuk-summary-list"), StringComparison.Ordinal);
        Assert.Contains("None of these", await page.InnerTextAsync(".nhsuk-summary-list"), StringComparison.Ordinal);
        await page.ClickAsync(".app-inline-form button:has-text('Use this version')");
        await page.WaitForSelectorAsync(".app-verdict:not(.app-verdict--stop)");
        await page.ClickAsync("button:has-text('Back to your post')");

        Assert.NotEqual(Doing.Mosaic, await page.InputValueAsync("#text"));
        Assert.True(await page.IsCheckedAsync("input[name=fact-account][value=personal]"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Live_UntilItIsTurnedOn_SendsNothing()
    {
        var page = await chromium.PageAsync(site);
        var sent = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.Method is "POST" && request.Url.EndsWith("/api/check", StringComparison.Ordinal))
            {
                sent.Add(request.PostData ?? "");
            }
        };
        await page.ChooseAsync("las");
        await page.Locator("#text").PressSequentiallyAsync("Pt in bed 4, 34yo with Ehlers-Danlos");
        await page.WaitForTimeoutAsync(1200);
        Assert.Empty(sent);

        await page.CheckAsync("#live");
        await page.WaitForSelectorAsync("[data-live-result] strong");
        Assert.Single(sent);
        await page.Locator("#text").PressSequentiallyAsync(" from Pinner", new() { Delay = 30 });
        await page.WaitForTimeoutAsync(1500);

        Assert.Equal(2, sent.Count);
        Assert.Contains("\"quick\":true", sent[1], StringComparison.Ordinal);
        Assert.StartsWith("So far", await page.InnerTextAsync("[data-live-result] strong"), StringComparison.Ordinal);
        Assert.Equal("", await AccessibilityTests.ViolationsAsync(page));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Picture_WithAPlaceInIt_IsReadAndCleanedWithoutBeingSent()
    {
        var page = await chromium.PageAsync(site, 390, 844);
        await page.ChooseAsync("las");
        var drawn = await page.EvaluateAsync<string>("""
            () => { const c = document.createElement("canvas"); c.width = c.height = 64; const x = c.getContext("2d"); x.fillStyle = "#345"; x.fillRect(8, 8, 40, 40); return c.toDataURL("image/jpeg").split(",")[1]; }
            """);
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add($"{request.Method} {request.Url}");
        await page.ClickAsync("summary:has-text('picture or recording')");
        await page.SetInputFilesAsync("#picture", new FilePayload { Name = "ward.jpg", MimeType = "image/jpeg", Buffer = Pictures.WithPlace(Convert.FromBase64String(drawn)) });
        await page.WaitForSelectorAsync(".app-picture__found");

        Assert.Contains("51.50000, -0.12500", await page.InnerTextAsync(".app-picture__found"), StringComparison.Ordinal);
        Assert.Contains("Example Phone", await page.InnerTextAsync(".app-picture__found"), StringComparison.Ordinal);
        Assert.Equal("", await AccessibilityTests.ViolationsAsync(page));
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync(".app-picture__found button"));
        var cleaned = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(-1, cleaned.AsSpan().IndexOf("Exif"u8));
        Assert.Equal(-1, cleaned.AsSpan().IndexOf("Example Phone"u8));
        Assert.DoesNotContain(requests, r => !r.StartsWith("GET blob:", StringComparison.Ordinal) && !r.EndsWith("/favicon.svg", StringComparison.Ordinal));

        // Whatever is picked, the form has no place for it.
        await page.FillAsync("#text", "A quiet day.");
        var post = await page.RunAndWaitForRequestAsync(() => page.ClickAsync("main button[value=check]"), r => r.Method is "POST");
        Assert.Equal("application/x-www-form-urlencoded", post.Headers["content-type"]);
        Assert.DoesNotContain("ward.jpg", post.PostData, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task ApiDescription_UnderItsPolicy_ShowsTheCheck()
    {
        var page = await chromium.PageAsync(site);
        var faults = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" && !message.Text.Contains("inline style", StringComparison.Ordinal))
            {
                faults.Add(message.Text);
            }
        };
        await page.GotoAsync("/api");
        await page.GetByText("/api/check").First.WaitForAsync();

        Assert.Empty(faults);
        await page.Context.CloseAsync();
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var i = 0; i < 80; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("s => document.activeElement?.matches(s) ?? false", selector))
            {
                Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement.matches(':focus-visible')"));
                return;
            }
        }

        Assert.Fail($"The Tab key does not reach {selector}.");
    }
}
