using Microsoft.Playwright;

namespace Candour.Web.Tests.Browser;

/// <summary>axe finds nothing on any page, at the width of a phone and of a desktop. CANDOUR_SCREENSHOTS=DIR keeps a picture of each.</summary>
public sealed class AccessibilityTests(Site site, SampleSite sample, Chromium chromium)
{
    private static readonly Dictionary<string, Func<IPage, Task>> Pages = new()
    {
        ["start"] = p => p.GotoAsync("/"),
        ["organisation"] = p => p.GotoAsync("/organisation"),
        ["organisation-error"] = async p =>
        {
            await p.GotoAsync("/organisation");
            await p.ClickAsync("main button");
        },
        ["check"] = p => p.ChooseAsync("las"),
        ["check-error"] = async p =>
        {
            await p.ChooseAsync("las");
            await p.ClickAsync("main button[value=check]");
            await p.WaitForSelectorAsync(".nhsuk-error-summary");
        },
        ["check-profile"] = async p =>
        {
            await p.ChooseAsync("las");
            await p.ClickAsync(".nhsuk-details__summary");
        },
        ["result-stop"] = p => p.CheckAsync("las", Doing.Mosaic),
        ["result-open"] = async p =>
        {
            await p.CheckAsync("las", Doing.Mosaic);
            await p.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        },
        ["result-clear"] = p => p.CheckAsync("las", "Lovely walk along the river with the dog this morning."),
        ["result-nested"] = p => p.CheckAsync("south-tyneside", "My manager Karen Bloggs is a lying cow and everybody on the ward knows she is stealing from patients, ring her on 07700 900123 and tell her"),
        ["result-concern"] = p => p.CheckAsync("lpt", "I have reported unsafe staffing on our ward to the CQC because patients are coming to harm and nobody listens."),
        ["policies"] = p => p.GotoAsync("/policies"),
        ["policy"] = p => p.GotoAsync("/policies/las"),
        ["policy-search"] = p => p.GotoAsync("/policies/las?search=photographs"),
        ["section"] = p => p.GotoAsync("/policies/las/sections/5.14"),
        ["compare"] = p => p.GotoAsync("/policies/compare?a=lpt&b=clatterbridge"),
        ["accessibility"] = p => p.GotoAsync("/accessibility"),
        ["privacy"] = p => p.GotoAsync("/privacy"),
        ["cookies"] = p => p.GotoAsync("/cookies"),
        ["not-found"] = p => p.GotoAsync("/nothing-here"),
        ["too-large"] = p => p.GotoAsync("/error/413"),
        ["too-many"] = p => p.GotoAsync("/error/429"),
        ["fault"] = p => p.GotoAsync("/error/500"),
    };

    // Over the invented policies of the tests, whose answers stay as they are.
    private static readonly Dictionary<string, Func<IPage, Task>> SamplePages = new()
    {
        ["ask"] = p => p.GotoAsync("/ask?policy=quillham"),
        ["compare-versions"] = async p =>
        {
            await p.GotoAsync("/policies/compare?a=marram@1.0&b=marram@2.0");
            await p.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        },
        ["compare-error"] = p => p.GotoAsync("/policies/compare?a=marram@1.0&b=marram@1.0"),
        ["ask-error"] = async p =>
        {
            await p.GotoAsync("/ask?policy=quillham");
            await p.ClickAsync("main button[value=words]");
            await p.WaitForSelectorAsync(".nhsuk-error-summary");
        },
        ["ask-visitors"] = p => p.GotoAsync("/ask/visitors?policy=quillham"),
        ["ask-public"] = p => p.GotoAsync("/ask?policy=quillham&actor=patient"),
        ["ask-understood"] = p => p.GotoAsync("/ask/understood?policy=quillham&act=view&device=organisation&time=break&platform=instagram"),
        ["ask-question-act"] = p => p.GotoAsync("/ask/question?policy=quillham&actor=employee"),
        ["ask-question-more"] = async p =>
        {
            await p.GotoAsync("/ask/question?policy=quillham&actor=employee");
            await p.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        },
        ["ask-question-radios"] = p => p.GotoAsync("/ask/question?policy=quillham&actor=employee&act=view"),
        ["ask-question-checkboxes"] = p => p.GotoAsync("/ask/question?policy=quillham&actor=employee&act=photograph"),
        ["ask-question-error"] = p => p.GotoAsync("/ask/question?policy=quillham&actor=employee&act=photograph&asked=shows"),
        ["ask-question-compare"] = p => p.GotoAsync("/ask/question?policy=quillham&with=marram&actor=employee&act=view&device=organisation"),
        ["answer-deny"] = p => p.GotoAsync("/ask/answer?policy=quillham&actor=employee&act=view&device=organisation"),
        ["answer-allow"] = async p =>
        {
            await p.GotoAsync("/ask/answer?policy=quillham&actor=employee&act=view&device=personal&time=break");
            await p.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        },
        ["answer-conditions"] = p => p.GotoAsync("/ask/answer?policy=quillham&actor=employee&act=photograph&shows=patient&device=organisation&consent=written"),
        ["answer-refer"] = p => p.GotoAsync("/ask/answer?policy=quillham&actor=employee&act=disclose&recipient=media"),
        ["answer-not-covered"] = p => p.GotoAsync("/ask/answer?policy=quillham&actor=employee&act=delete"),
        ["answer-depends"] = p => p.GotoAsync("/ask/answer?policy=quillham&actor=employee&act=view&device=unknown&time=unknown"),
        ["answer-public"] = p => p.GotoAsync("/ask/answer?policy=quillham&actor=patient&act=record&own-case=yes&shows=self"),
        ["answer-bad-link"] = p => p.GotoAsync("/ask/answer?policy=quillham&actor=employee&act=juggle"),
        ["ask-compare"] = p => p.GotoAsync("/ask/compare?policy=quillham"),
        ["ask-compare-answers"] = p => p.GotoAsync("/ask/compare?policy=quillham&with=marram&actor=employee&act=view&device=organisation&time=break"),
        ["guidance"] = p => p.GotoAsync("/guidance"),
        ["guidance-list"] = p => p.GotoAsync("/guidance/quillham"),
        ["guidance-public"] = p => p.GotoAsync("/guidance/quillham?for=public"),
        ["guidance-search"] = p => p.GotoAsync("/guidance/quillham?search=recording"),
        ["guidance-sheet"] = p => p.GotoAsync("/guidance/quillham/own-appointment"),
        ["guidance-large"] = p => p.GotoAsync("/guidance/quillham/own-appointment?print=large"),
        ["organisation-visitors"] = p => p.GotoAsync("/organisation?then=visitors"),
    };

    public static TheoryData<string, string> PagesAndScreens()
    {
        var data = new TheoryData<string, string>();
        foreach (var (name, _, _) in Chromium.Screens)
        {
            foreach (var page in Pages.Keys.Concat(SamplePages.Keys))
            {
                data.Add(page, name);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(PagesAndScreens))]
    public async Task Page_AtThisWidth_HasNoViolation(string name, string screen)
    {
        var (_, width, height) = Chromium.Screens.First(s => s.Name == screen);
        var page = await chromium.PageAsync(SamplePages.ContainsKey(name) ? sample.Site : site, width, height);
        var faults = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" && !message.Text.Contains("status of 4", StringComparison.Ordinal) && !message.Text.Contains("status of 5", StringComparison.Ordinal))
            {
                faults.Add(message.Text);
            }
        };

        await (SamplePages.GetValueOrDefault(name) ?? Pages[name])(page);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.PictureAsync($"{name}-{screen}");

        Assert.Equal("", await page.ViolationsAsync());
        Assert.Empty(faults);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page runs off the screen to the right.");
        await page.Context.CloseAsync();
    }
}
