using Microsoft.Playwright;

namespace Candour.Web.Tests.Browser;

/// <summary>Looking at a page as it stands. CANDOUR_SCREENSHOTS=DIR keeps a picture of each.</summary>
internal static class Looking
{
    /// <summary>Notes what axe finds, and whether anything runs off the screen.</summary>
    /// <param name="page">A page with script.</param>
    /// <param name="name">The picture's.</param>
    /// <param name="wrong">Where it is noted.</param>
    /// <param name="path">Where to go first; null to stay.</param>
    public static async Task LookAsync(this IPage page, string name, List<string> wrong, string? path = null)
    {
        if (path is not null)
        {
            await page.GotoAsync(path);
        }

        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.PictureAsync(name);
        if (await page.ViolationsAsync() is { Length: > 0 } violations)
        {
            wrong.Add($"{name}: {violations}");
        }

        if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"))
        {
            wrong.Add($"{name} runs off the screen to the right.");
        }
    }

    /// <summary>What axe finds; empty when nothing.</summary>
    public static async Task<string> ViolationsAsync(this IPage page)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(Repository.NodeModules, "axe-core", "axe.min.js"), TestContext.Current.CancellationToken));
        return await page.EvaluateAsync<string>("""
            async () => {
              const found = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
              return found.violations.map(v => `${v.id}: ${v.help}\n` + v.nodes.slice(0, 5).map(n => `  ${n.target} ${n.html.slice(0, 200)}\n    ${n.failureSummary}`).join("\n")).join("\n");
            }
            """);
    }

    public static async Task PictureAsync(this IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CANDOUR_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }

    /// <summary>Types into a field by its id, as somebody at the keys does.</summary>
    public static async Task TypeInAsync(this IPage page, string field, string text)
    {
        await page.FocusAsync($"#{field}");
        await page.Keyboard.TypeAsync(text);
    }
}
