using Microsoft.Playwright;

namespace Candour.Web.Tests.Browser;

/// <summary>What people do from the start page to the answer, in a real browser.</summary>
public sealed class JourneyTests(Site site, SampleSite sample, Chromium chromium)
{
    [Fact]
    public async Task Check_ByKeyboardAlone_LeadsToAClearVersion()
    {
        var page = await chromium.PageAsync(site);
        await page.GotoAsync("/");

        await TabToAsync(page, ".app-start a");
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
        await page.ClickAsync(".app-start a");
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
        Assert.Equal("", await page.ViolationsAsync());
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
        Assert.Equal("", await page.ViolationsAsync());
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

    [Fact]
    public async Task Ask_ByKeyboardAlone_LeadsFromWordsToAnAnswer()
    {
        var page = await chromium.PageAsync(sample.Site);
        var addresses = new List<string>();
        page.Request += (_, request) => addresses.Add($"{request.Url} {request.Headers.GetValueOrDefault("referer")}");
        await page.ChooseAsync("quillham");
        await page.GotoAsync("/");
        await TabToAsync(page, "main a[href='/ask']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#words");
        await TabToAsync(page, "#words");
        await page.Keyboard.TypeAsync("can i look at facebook on my own phone");
        await TabToAsync(page, "main button[value=words]");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/ask/understood?**");
        Assert.Contains("Facebook", await page.InnerTextAsync(".nhsuk-summary-list"), StringComparison.Ordinal);
        await TabToAsync(page, "main a.nhsuk-button");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("input[name=asked]", new() { State = WaitForSelectorState.Attached });
        for (var i = 0; i < 8 && await page.Locator("input[name=asked]").CountAsync() > 0; i++)
        {
            var fact = await page.GetAttributeAsync("input[name=asked]", "value");
            var value = fact switch { "actor" => "employee", "act" => "view", "device" => "personal", "time" => "break", _ => "unknown" };
            await TabToAsync(page, $"input[name={fact}]");
            await page.Keyboard.PressAsync("Space");
            for (var j = 0; j < 40 && !await page.IsCheckedAsync($"input[name={fact}][value={value}]"); j++)
            {
                await page.Keyboard.PressAsync("ArrowDown");
            }

            await TabToAsync(page, "main form button");
            var before = page.Url;
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForURLAsync(u => u != before);
        }

        Assert.Equal("Yes, you may do this", await page.InnerTextAsync("h1"));
        var answer = page.Url;
        await page.GoBackAsync();
        Assert.Equal(1, await page.Locator("input[name=asked]").CountAsync());
        await page.GoForwardAsync();
        Assert.Equal(answer, page.Url);
        Assert.DoesNotContain(addresses, a => a.Contains("phone", StringComparison.Ordinal) || a.Contains("words", StringComparison.Ordinal));

        // The link alone brings somebody else, in a fresh browser, to the same answer.
        var other = await chromium.PageAsync(sample.Site);
        await other.GotoAsync(answer);
        Assert.Equal("Yes, you may do this", await other.InnerTextAsync("h1"));
        await other.Context.CloseAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Ask_WithoutScript_OneQuestionAPageAndBackWithoutLoss()
    {
        var page = await chromium.PageAsync(sample.Site, 390, 844, script: false);
        await page.GotoAsync("/");
        await page.ClickAsync("main a[href='/organisation?then=visitors']");
        await page.CheckAsync("input[value=quillham]");
        await page.ClickAsync("main button");
        await page.CheckAsync("input[value=patient]");
        await page.ClickAsync("main button");
        await page.ClickAsync("main button[value=questions]");
        Assert.Equal("What do you want to do?", await page.InnerTextAsync("h1"));
        await page.ClickAsync("main form button");
        Assert.Contains("Select an answer", await page.InnerTextAsync(".nhsuk-error-summary"), StringComparison.Ordinal);
        await page.CheckAsync("input[name=act][value=record]");
        await page.ClickAsync("main form button");
        for (var i = 0; i < 8 && await page.Locator("input[name=asked]").CountAsync() > 0; i++)
        {
            var fact = await page.GetAttributeAsync("input[name=asked]", "value");
            await page.CheckAsync($"input[name={fact}][value={fact switch { "own-case" => "yes", "shows" => "self", _ => "unknown" }}]");
            await page.ClickAsync("main form button");
        }

        Assert.Equal("Yes, you may do this", await page.InnerTextAsync("h1"));
        Assert.Equal(0, await page.Locator("[data-print]:visible").CountAsync());
        await page.GoBackAsync();
        await page.GoBackAsync();
        Assert.Equal(1, await page.Locator("input[name=asked]").CountAsync());
        await page.GoForwardAsync();
        await page.GoForwardAsync();
        await page.ClickAsync("#told + dl a:has-text('what is done')");
        Assert.True(await page.IsCheckedAsync("input[name=act][value=record]"));
        await page.ClickAsync(".nhsuk-back-link");
        Assert.Equal("Yes, you may do this", await page.InnerTextAsync("h1"));
        await page.ClickAsync("#guidance + ul a");
        await page.ClickAsync("text=Large print");
        Assert.True(await page.EvaluateAsync<double>("parseFloat(getComputedStyle(document.querySelector('.app-sheet p')).fontSize)") >= 24);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Answer_InPrint_LeavesOutWhatIsNoAnswer()
    {
        var page = await chromium.PageAsync(sample.Site);
        await page.GotoAsync("/ask/answer?policy=quillham&actor=employee&act=photograph&shows=patient&device=organisation");
        Assert.True(await page.IsVisibleAsync("[data-print] button"));
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Equal(0, await page.Locator("header:visible, footer.nhsuk-footer:visible, .nhsuk-button:visible, .app-next:visible, .nhsuk-summary-list__actions:visible").CountAsync());
        Assert.True(await page.IsVisibleAsync(".app-about"));
        Assert.True(await page.IsVisibleAsync(".app-checklist"));
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
