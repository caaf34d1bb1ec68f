using System.Net;
using AngleSharp.Html.Dom;

namespace Candour.Web.Tests.Pages;

/// <summary>Questions and answers, as a browser without script has them.</summary>
public sealed class AskTests(SampleSite sample)
{
    private const string OnTheWard = "/ask/answer?policy=quillham&actor=employee&act=view&device=organisation";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Site Site => sample.Site;

    [Theory]
    [InlineData("/ask", "/organisation?then=ask")]
    [InlineData("/ask/question", "/organisation?then=ask")]
    [InlineData("/ask/visitors", "/organisation?then=visitors")]
    public async Task Get_WithoutAnOrganisation_AsksForOneAndComesBack(string path, string asks)
    {
        using var client = Site.Client(followRedirects: false);
        using var answer = await client.GetAsync(path, Cancel);

        Assert.Equal(asks, answer.Headers.Location!.ToString());
        var page = await client.PageAsync(asks);
        using var chosen = await client.SubmitAsync(page, "main form", null, ("policy", "quillham"));
        Assert.Equal(path is "/ask/question" ? "/ask" : path, chosen.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Organisation_WithAPlaceThatIsNone_LeadsToTheCheck()
    {
        using var client = Site.Client(followRedirects: false);
        var page = await client.PageAsync("/organisation?then=https://example.org");
        using var chosen = await client.SubmitAsync(page, "main form", null, ("policy", "quillham"));

        Assert.Equal("/check", chosen.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Words_AreTurnedIntoFactsAndNeverStandInAnAddress()
    {
        using var client = Site.Client();
        var page = await client.PageAsync("/ask?policy=quillham");
        using var answer = await client.SubmitAsync(page, "main form", ("step", "words"), ("words", "can i check insta on the ward pc in my break"));

        var address = answer.RequestMessage!.RequestUri!;
        Assert.Equal("/ask/understood", address.AbsolutePath);
        Assert.DoesNotContain("ward", address.Query, StringComparison.Ordinal);
        Assert.Contains("device=organisation", address.Query, StringComparison.Ordinal);
        Assert.Contains("platform=instagram", address.Query, StringComparison.Ordinal);
        var understood = await answer.ParseAsync();
        Assert.Equal("Check what we understood", understood.QuerySelector("h1")!.LastChild!.TextContent.Trim());
        Assert.Contains("The organisation’s", understood.QuerySelector(".nhsuk-summary-list").Words(), StringComparison.Ordinal);
        Assert.Contains("In a break", understood.QuerySelector(".nhsuk-summary-list").Words(), StringComparison.Ordinal);

        // Put right before it counts: another device, then back to what was understood.
        var change = understood.QuerySelectorAll(".nhsuk-summary-list a").First(a => a.Words().Contains("device", StringComparison.Ordinal)).GetAttribute("href")!;
        using var again = await AnswerAsync(client, await client.PageAsync(change), "device", "personal");
        Assert.Equal("/ask/understood", again.RequestMessage!.RequestUri!.AbsolutePath);
        var right = await again.ParseAsync();
        Assert.Contains("My own", right.QuerySelector(".nhsuk-summary-list").Words(), StringComparison.Ordinal);

        var next = right.QuerySelector("main a.nhsuk-button")!.GetAttribute("href")!;
        Assert.Equal("Yes, you may do this", (await client.PageAsync(next)).QuerySelector("h1").Words());
    }

    [Theory]
    [InlineData("", "Enter what you want to do, or answer questions instead")]
    [InlineData("long", "This must be 2,000 characters or fewer. A sentence or two is enough")]
    public async Task Words_ThatCannotBeRead_AreKeptAndSaidWhy(string words, string says)
    {
        using var client = Site.Client();
        var page = await client.PageAsync("/ask?policy=quillham");
        var sent = words is "long" ? new string('a', 2_001) : words;
        using var answer = await client.SubmitAsync(page, "main form", ("step", "words"), ("words", sent));

        var again = await answer.ParseAsync();
        Assert.Equal(says, again.QuerySelector(".nhsuk-error-summary__list").Words());
        Assert.Equal(sent, again.QuerySelector("#words")!.TextContent.Trim());
        Assert.StartsWith("Error: ", again.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_WithoutTheirSeal_AreShownAgain()
    {
        using var client = Site.Client();
        using var answer = await client.PostAsync("/ask", new FormUrlEncodedContent([new("words", "may i film"), new("policy", "quillham"), new("step", "words")]), Cancel);

        var page = await answer.ParseAsync();
        Assert.Contains("Your words are still here", page.QuerySelector(".nhsuk-error-summary").Words(), StringComparison.Ordinal);
        Assert.Equal("may i film", page.QuerySelector("#words")!.TextContent.Trim());
    }

    [Fact]
    public async Task Words_ThatSayNothing_LeadToQuestions()
    {
        using var client = Site.Client();
        var page = await client.PageAsync("/ask?policy=quillham");
        using var answer = await client.SubmitAsync(page, "main form", ("step", "words"), ("words", "blimey"));

        Assert.Contains("We could not tell from your words", (await answer.ParseAsync()).QuerySelector("main").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_OneByOne_LeadToAnAnswerAndBackWithoutLoss()
    {
        using var client = Site.Client();
        var start = await client.PageAsync("/ask?policy=quillham");
        using var first = await client.SubmitAsync(start, "main form", ("step", "questions"));
        var page = await first.ParseAsync();
        Assert.Equal("What do you want to do?", page.QuerySelector("h1").Words());

        var (asked, address) = (new List<string>(), "");
        foreach (var (fact, value) in new[] { ("act", "view"), ("actor", "employee"), ("device", "personal"), ("time", "break") })
        {
            asked.Add(page.QuerySelector("input[name=asked]")!.GetAttribute("value")!);
            using var next = await AnswerAsync(client, page, asked[^1], asked[^1] switch { "act" => "view", "actor" => "employee", "device" => "personal", _ => "break" });
            page = await next.ParseAsync();
            address = next.RequestMessage!.RequestUri!.PathAndQuery;
        }

        Assert.Equal(["act", "actor", "device", "time"], asked.Order());
        Assert.StartsWith("/ask/answer?", address, StringComparison.Ordinal);
        Assert.Equal("Yes, you may do this", page.QuerySelector("h1").Words());

        // Back, step by step: each question with its answer, and nothing that was told is gone.
        for (var i = asked.Count - 1; i >= 0; i--)
        {
            page = await client.PageAsync(page.QuerySelector(".nhsuk-back-link")!.GetAttribute("href")!);
            Assert.Equal(asked[i], page.QuerySelector("input[name=asked]")!.GetAttribute("value"));
            Assert.NotNull(page.QuerySelector($"input[name={asked[i]}][checked]"));
        }

        Assert.Equal("Yes, you may do this", (await GetFormAsync(client, page)).QuerySelector("h1").Words());
    }

    [Fact]
    public async Task NotKnown_IsCarriedAndNotAskedAgain_AndThePageEndsWithWhatItDependsOn()
    {
        using var client = Site.Client();
        var page = await client.PageAsync("/ask/question?policy=quillham&actor=employee&act=view");
        for (var i = 0; i < 10 && page.QuerySelector("input[name=asked]") is { } asked; i++)
        {
            using var next = await AnswerAsync(client, page, asked.GetAttribute("value")!, "unknown");
            page = await next.ParseAsync();
        }

        Assert.Equal("It depends", page.QuerySelector("h1").Words());
        Assert.Equal("Do not do it until you know more. It may not be allowed.", page.QuerySelector(".app-verdict .nhsuk-body-l").Words());
        var open = page.QuerySelector(".app-open").Words();
        Assert.Contains("Whose device is it?", open, StringComparison.Ordinal);
        Assert.Contains("No if: The organisation’s", open, StringComparison.Ordinal);
        Assert.Contains("I do not know", page.QuerySelector(".nhsuk-summary-list").Words(), StringComparison.Ordinal);
        Assert.DoesNotContain(page.QuerySelectorAll("main a.nhsuk-button"), a => a.Words().Contains("next question", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Question_WithoutAnAnswer_SaysSo()
    {
        using var client = Site.Client();
        var page = await client.PageAsync("/ask/question?policy=quillham&actor=employee&act=view&asked=device");

        Assert.Equal("Select an answer, or “I do not know”", page.QuerySelector(".nhsuk-error-summary__list").Words());
        Assert.Equal("#fact-device", page.QuerySelector(".nhsuk-error-summary__list a")!.GetAttribute("href"));
        Assert.NotNull(page.GetElementById("fact-device"));
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_AnsweredWithSeveralAndNotKnown_SaysSo()
    {
        using var client = Site.Client();
        var page = await client.PageAsync("/ask/question?policy=quillham&actor=employee&act=photograph&shows=patient&shows=unknown&asked=shows");

        Assert.Contains("but not both", page.QuerySelector(".nhsuk-error-summary__list").Words(), StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll("input[type=checkbox][name=shows]"));
    }

    [Theory]
    [InlineData("/ask/answer?policy=quillham&mood=good", "This link holds something that we do not know")]
    [InlineData("/ask/answer?policy=quillham&act=juggle", "cannot be given")]
    [InlineData("/ask/answer?policy=quillham&platform=Zqxvo", "cannot be given")]
    [InlineData("/ask/answer?policy=quillham&role=Zqxvo", "cannot be given")]
    [InlineData("/ask/answer?policy=quillham&act=view&act=film", "more than one answer")]
    [InlineData("/ask/answer?policy=nowhere&act=view", "We do not know the policy")]
    [InlineData("/ask/answer?policy=quillham&act=view&on=tomorrow", "Enter the day")]
    [InlineData("/ask/answer?policy=quillham&act=view&on=2001-01-01", "was not in force on 1 January 2001")]
    [InlineData("/ask/answer?policy=quillham&act=%FF%00<script>", "cannot be given")]
    [InlineData("/ask/question?policy=quillham&act=juggle", "cannot be given")]
    [InlineData("/ask/question?policy=nowhere", "We do not know the policy")]
    [InlineData("/ask/understood?policy=quillham&act=juggle", "cannot be given")]
    [InlineData("/ask/compare?policy=quillham&with=nowhere&act=view", "We do not know the policy")]
    [InlineData("/ask/compare?policy=quillham&with=marram&act=juggle", "cannot be given")]
    [InlineData("/ask?policy=nowhere", "We do not know the policy")]
    [InlineData("/ask/visitors?policy=nowhere", "We do not know the policy")]
    public async Task Link_ThatCannotBeRead_IsRefusedInWords(string path, string says)
    {
        using var client = Site.Client();
        using var answer = await client.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.ParseAsync();
        Assert.Contains(says, page.QuerySelector(".nhsuk-error-summary").Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("Zqxvo", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        foreach (var link in page.QuerySelectorAll("main a[href^='/']"))
        {
            using var follows = await client.GetAsync(link.GetAttribute("href"), Cancel);
            Assert.Equal(HttpStatusCode.OK, follows.StatusCode);
        }
    }

    [Fact]
    public async Task Answer_HasReasonClauseStateAndWhatWasTold()
    {
        using var client = Site.Client();
        var page = await client.PageAsync(OnTheWard);

        Assert.Equal("No, you may not do this", page.QuerySelector("h1").Words());
        Assert.Equal("Devices of the Trust are not for looking at social media for yourself.", page.QuerySelector(".app-verdict .nhsuk-body-l").Words());
        var reason = page.QuerySelector(".app-reason").Words();
        Assert.Contains("In our words: Staff do not look at social media for themselves on a device of the Trust.", reason, StringComparison.Ordinal);
        var link = page.QuerySelector(".app-reason a")!.GetAttribute("href")!;
        Assert.Equal("/policies/quillham/sections/1#quillham-1-01", link);
        Assert.NotNull((await client.PageAsync(link)).GetElementById("quillham-1-01"));
        var words = page.QuerySelector("main").Words();
        Assert.Contains("This policy is past its review date.", page.QuerySelector(".nhsuk-inset-text").Words(), StringComparison.Ordinal);
        Assert.Contains("QH7, version 2.0", words, StringComparison.Ordinal);
        Assert.Contains("Review overdue", words, StringComparison.Ordinal);
        Assert.Contains("Use your own device in a break.", words, StringComparison.Ordinal);
        Assert.Contains("Candour has not told anybody that you asked.", words, StringComparison.Ordinal);
        Assert.Contains("An employee", page.QuerySelector("#told")!.NextElementSibling.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_OnConditions_IsAChecklistThatKnowsWhatWasTold()
    {
        using var client = Site.Client();
        var open = await client.PageAsync("/ask/answer?policy=quillham&actor=employee&act=photograph&shows=patient&device=organisation&consent=none");
        var met = await client.PageAsync("/ask/answer?policy=quillham&actor=employee&act=photograph&shows=patient&device=organisation&consent=written");

        Assert.Equal("Yes, you may do this, on conditions", open.QuerySelector("h1").Words());
        Assert.Equal(["The patient has agreed in writing.", "The picture is deleted from the device once it is in the record."], open.QuerySelectorAll(".app-checklist li").Select(l => l.Words()));
        Assert.Equal(["The picture is deleted from the device once it is in the record.", "The patient has agreed in writing. (you told us so)"], met.QuerySelectorAll(".app-checklist li").Select(l => l.Words()));
        Assert.Contains("Information governance team.", open.QuerySelector("main").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_WithAReadingOfOurs_SaysSo()
    {
        using var client = Site.Client();
        var page = await client.PageAsync("/ask/answer?policy=quillham&actor=employee&act=view&device=personal&time=break");

        Assert.Contains("How we read it. The policy can be read in more than one way here.", page.QuerySelector(".app-reason").Words(), StringComparison.Ordinal);
        Assert.Contains("All 2 clauses behind this", page.QuerySelector(".app-reason").Words(), StringComparison.Ordinal);
        Assert.Equal("/guidance/quillham/breaks", page.QuerySelector("#guidance")!.NextElementSibling!.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Answer_LeftToSomebody_SaysWhoAndWhat()
    {
        using var client = Site.Client();
        var page = await client.PageAsync("/ask/answer?policy=quillham&actor=employee&act=disclose&recipient=media");

        Assert.Equal("Ask before you do this", page.QuerySelector("h1").Words());
        Assert.Contains("Communications team. Take the journalist's name and pass it on.", page.QuerySelector("main").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_WhereNoRuleSpeaks_SaysWhomToAsk()
    {
        using var client = Site.Client();
        var page = await client.PageAsync("/ask/answer?policy=quillham&actor=employee&act=delete");

        Assert.Equal("The policy does not cover this", page.QuerySelector("h1").Words());
        Assert.Contains("The policy does not speak of it. Ask the communications team.", page.QuerySelector("main").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_OfAnotherDay_SaysWhichRulesCount()
    {
        using var client = Site.Client();
        var page = await client.PageAsync($"{OnTheWard}&on=2021-05-01");

        Assert.Contains("1 May 2021", page.QuerySelector(".app-about").Words(), StringComparison.Ordinal);
        Assert.Equal("In force", page.QuerySelector(".app-about .nhsuk-tag").Words());
        Assert.Null(page.QuerySelector(".nhsuk-inset-text"));
        Assert.All(page.QuerySelectorAll("#told + dl a"), a => Assert.Contains("on=2021-05-01", a.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_CanBeChangedFromTheList()
    {
        using var client = Site.Client();
        var page = await client.PageAsync(OnTheWard);
        var change = page.QuerySelectorAll("#told + dl a").First(a => a.Words() is "Change device").GetAttribute("href")!;
        var question = await client.PageAsync(change);
        Assert.NotNull(question.QuerySelector("input[name=device][value=organisation][checked]"));
        using var next = await AnswerAsync(client, question, "device", "personal");

        var asked = await next.ParseAsync();
        Assert.Equal("When does it happen?", asked.QuerySelector("h1").Words());
        Assert.Contains("actor=employee&act=view&device=personal", next.RequestMessage!.RequestUri!.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Visitor_IsAskedAndAnsweredInTheirWords()
    {
        using var client = Site.Client();
        var page = await client.PageAsync("/ask/visitors?policy=quillham");
        Assert.Equal(["patient", "carer", "visitor", "public"], page.QuerySelectorAll("input[type=radio]").Select(i => i.GetAttribute("value")));
        using var unsaid = await client.GetAsync("/ask/visitors?policy=quillham&asked=actor", Cancel);
        Assert.Equal("Select who you are", (await unsaid.ParseAsync()).QuerySelector(".nhsuk-error-summary__list").Words());

        using var said = await AnswerAsync(client, page, "actor", "patient");
        Assert.Equal("/ask?policy=quillham&actor=patient", said.RequestMessage!.RequestUri!.PathAndQuery);
        var begin = await said.ParseAsync();
        Assert.Contains("can I record what the doctor tells me", begin.QuerySelector("main").Words(), StringComparison.Ordinal);

        var shows = await client.PageAsync("/ask/question?policy=quillham&actor=patient&act=film&change=shows");
        Assert.Contains("A member of staff", shows.QuerySelector("form").Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("Somebody I work with", shows.QuerySelector("form").Words(), StringComparison.Ordinal);

        var answer = await client.PageAsync("/ask/answer?policy=quillham&actor=patient&act=record&own-case=yes&shows=self");
        Assert.Equal("Yes, you may do this", answer.QuerySelector("h1").Words());
        Assert.Equal("Recording your appointment", answer.QuerySelector("#guidance")!.NextElementSibling!.QuerySelector("a").Words());
        Assert.DoesNotContain("Check a post", answer.QuerySelector("main").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_OfALongList_OffersWhatMattersUnderHeadingsAndTheRestBelow()
    {
        using var client = Site.Client();
        var page = await client.PageAsync("/ask/question?policy=quillham&actor=employee");

        Assert.Equal(["view", "photograph", "disclose"], page.QuerySelectorAll("fieldset > .nhsuk-form-group input[name=act]").Select(i => i.GetAttribute("value")).Where(v => v is not "unknown").Distinct().OrderBy(v => Array.IndexOf(["view", "photograph", "disclose"], v)));
        Assert.NotNull(page.QuerySelector(".nhsuk-details input[name=act][value=befriend]"));
        Assert.Single(page.QuerySelectorAll("input[name=act][value=unknown]"));
    }

    [Fact]
    public async Task Question_WhereRulesNameWhoIsNotMeant_OffersEverybody()
    {
        using var client = Site.Client();
        var page = await client.PageAsync("/ask/question?policy=quillham&act=view&device=organisation");

        Assert.Equal("Who are you?", page.QuerySelector("h1").Words());
        Assert.NotNull(page.QuerySelector("fieldset > .nhsuk-form-group input[value=employee]"));
        Assert.NotNull(page.QuerySelector("fieldset > .nhsuk-form-group input[value=patient]"));
        Assert.Empty(page.QuerySelectorAll(".nhsuk-details input"));
    }

    [Fact]
    public async Task Compare_ShowsBothAnswersSideBySide()
    {
        using var client = Site.Client();
        var page = await client.PageAsync("/ask/compare?policy=quillham&with=marram&actor=employee&act=view&device=organisation&time=break&platform=instagram");

        Assert.Equal("The two policies give different answers", page.QuerySelector("h1").Words());
        Assert.Equal(["No, you may not do this", "Yes, you may do this"], page.QuerySelectorAll(".app-compare__answer").Select(a => a.Words()));
        Assert.Equal("/policies/marram/sections/4#marram-4-01", page.QuerySelectorAll(".app-compare section")[1].QuerySelector(".app-compare__reason a")!.GetAttribute("href"));
        foreach (var whole in page.QuerySelectorAll(".app-compare section").Select(s => s.QuerySelector("a[href^='/ask/answer']")!.GetAttribute("href")!))
        {
            // A platform that the other policy does not name is another one to it.
            Assert.StartsWith(whole.Contains("marram", StringComparison.Ordinal) ? "Yes" : "No", (await client.PageAsync(whole)).QuerySelector("h1").Words(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Compare_AsksWhatOneOfThemMisses()
    {
        using var client = Site.Client();
        var choose = await client.PageAsync("/ask/compare?policy=quillham");
        Assert.NotNull(choose.QuerySelector("select[name=with]"));
        var same = await client.PageAsync("/ask/compare?policy=quillham&with=quillham");
        Assert.Equal("Select two different organisations", same.QuerySelector(".nhsuk-error-summary__list").Words());
        var first = await client.PageAsync("/ask/compare?policy=quillham&with=marram");
        Assert.NotNull(first.QuerySelector("input[name=asked]"));

        // The first is settled by the device; the second still needs the time.
        using var asked = await client.GetAsync("/ask/question?policy=quillham&with=marram&actor=employee&act=view&device=organisation", Cancel);
        var question = await asked.ParseAsync();
        Assert.Equal("When does it happen?", question.QuerySelector("h1").Words());
        using var shown = await AnswerAsync(client, question, "time", "on-duty");
        Assert.Equal("/ask/compare", shown.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal("Both policies give the same answer", (await shown.ParseAsync()).QuerySelector("h1").Words());
    }

    [Fact]
    public async Task Section_TellsTheDecisionsThatComeFromIt()
    {
        using var client = Site.Client();
        var page = await client.PageAsync("/policies/quillham/sections/2");

        Assert.Contains("A patient is not photographed on a device of your own, whatever the consent.", page.QuerySelector("#quillham-2-01").Words(), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#quillham-2-02 a[href='/guidance/quillham/own-appointment']"));
    }

    [Fact]
    public async Task Policy_TellsItsWarningAndItsContacts()
    {
        using var client = Site.Client();
        var words = (await client.PageAsync("/policies/quillham")).QuerySelector("main").Words();

        Assert.Contains("This policy is past its review date.", words, StringComparison.Ordinal);
        Assert.Contains("Information governance team. Ask the information governance team.", words, StringComparison.Ordinal);
    }

    // A form whose method is get: its fields are the address.
    private static async Task<HttpResponseMessage> AnswerAsync(HttpClient client, IHtmlDocument page, string fact, string value) =>
        await client.GetAsync(AddressOf(page, (fact, value)), Cancel);

    private static async Task<IHtmlDocument> GetFormAsync(HttpClient client, IHtmlDocument page) => await client.PageAsync(AddressOf(page, null));

    private static string AddressOf(IHtmlDocument page, (string Fact, string Value)? answer)
    {
        var form = (IHtmlFormElement)page.QuerySelector("main form")!;
        var fields = form.Elements.OfType<IHtmlInputElement>()
            .Where(i => i.Name is not null && (i.Type is not ("radio" or "checkbox") || i.IsChecked) && (answer is null || i.Name != answer.Value.Fact))
            .Select(i => (i.Name!, i.Value)).ToList();
        if (answer is { } told)
        {
            Assert.NotNull(page.QuerySelector($"input[name={told.Fact}][value={told.Value}]"));
            fields.Add((told.Fact, told.Value));
        }

        return $"{form.GetAttribute("action")}?{string.Join('&', fields.Select(f => $"{f.Item1}={Uri.EscapeDataString(f.Value)}"))}";
    }
}
