using System.Collections.Concurrent;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(Candour.Web.Tests.Site))]

namespace Candour.Web.Tests;

/// <summary>The real application on a free port of this machine, with everything that it logs.</summary>
public sealed class Site : IAsyncLifetime
{
    private WebApplication? _app;
    private Action<IServiceCollection> _parts = _ => { };

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Every line logged, at every level.</summary>
    public ConcurrentQueue<string> Logged { get; } = [];

    /// <summary>What it said where only who runs it reads: the first administrator's code.</summary>
    public StringWriter Said { get; } = new();

    /// <summary>The application's parts.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <summary>Starts an application of its own, with settings.</summary>
    public static Task<Site> StartAsync(params string[] settings) => StartAsync(_ => { }, settings);

    /// <summary>Starts an application of its own, with settings, and with parts that watch or fail.</summary>
    public static async Task<Site> StartAsync(Action<IServiceCollection> parts, params string[] settings)
    {
        var site = new Site { _parts = parts };
        await site.StartWithAsync(settings);
        return site;
    }

    public async ValueTask InitializeAsync() => await StartWithAsync("--Candour:ChecksPerMinute=100000", "--Candour:ChecksPerMinuteOfAddress=100000", "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace");

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync(TestContext.Current.CancellationToken);
            await _app.DisposeAsync();
        }
    }

    /// <summary>A browser without script: cookies and redirects.</summary>
    public HttpClient Client(bool followRedirects = true) => new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = followRedirects }) { BaseAddress = Address };

    /// <summary>Waits until rulebooks and reader are loaded.</summary>
    public async Task ReadyAsync()
    {
        using var client = Client();
        for (var i = 0; i < 600; i++)
        {
            using var answer = await client.GetAsync("/health/ready");
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The site was not ready within a minute.");
    }

    private async Task StartWithAsync(params string[] settings)
    {
        _app = CandourApp.Build(new()
        {
            Urls = "http://127.0.0.1:0",
            Settings = settings,
            Console = Said,
            Configure = builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<ILoggerProvider>(new Listening(Logged));
                _parts(builder.Services);
            },
        });
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        await ReadyAsync();
    }

    private sealed class Listening(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");
            if (state is IEnumerable<KeyValuePair<string, object?>> pairs)
            {
                lines.Enqueue(string.Join(' ', pairs.Select(p => $"{p.Key}={p.Value}")));
            }
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>Pages as a browser without script has them.</summary>
internal static class Browsing
{
    public static async Task<IHtmlDocument> PageAsync(this HttpClient client, string path) => await ParseAsync(await client.GetAsync(path));

    public static async Task<IHtmlDocument> ParseAsync(this HttpResponseMessage answer) =>
        await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());

    /// <summary>Chooses an organisation as a person does.</summary>
    public static async Task ChooseAsync(this HttpClient client, string policy)
    {
        var page = await client.PageAsync("/organisation");
        using var answer = await client.SubmitAsync(page, "main form", null, ("policy", policy));
        Assert.EndsWith("/check", answer.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    /// <summary>Sends a form with its hidden fields, what is chosen in it, some answers, and the button pressed.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(this HttpClient client, IDocument page, string form, (string Name, string Value)? button, params (string Name, string Value)[] answers)
    {
        var element = (IHtmlFormElement)page.QuerySelector(form)!;
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var input in element.Elements.OfType<IHtmlElement>())
        {
            var name = input.GetAttribute("name");
            var value = input switch
            {
                IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } => null,
                IHtmlInputElement i => i.Value,
                IHtmlTextAreaElement t => t.Value,
                IHtmlSelectElement s => s.Value,
                _ => null,
            };
            if (name is not null && value is not null && answers.All(a => a.Name != name))
            {
                fields.Add(new(name, value));
            }
        }

        fields.AddRange(answers.Select(a => new KeyValuePair<string, string>(a.Name, a.Value)));
        if (button is { } pressed)
        {
            fields.Add(new(pressed.Name, pressed.Value));
        }

        using var content = new FormUrlEncodedContent(fields);
        return await client.PostAsync(element.GetAttribute("action") ?? page.Location.PathName, content);
    }

    /// <summary>Sends a form of a page as a person does who fills it in.</summary>
    public static async Task<IHtmlDocument> SendAsync(this HttpClient client, string path, string form, params (string Name, string Value)[] answers)
    {
        var page = await client.PageAsync(path);
        Assert.True(page.QuerySelector(form) is not null, $"{path} has no {form}: {page.QuerySelector("main").Words()}");
        using var answer = await client.SubmitAsync(page, form, null, answers);
        return await answer.ParseAsync();
    }

    /// <summary>Status, headers and body; the seal of forms, the clock and the session's renewal differ from one request to the next whatever is shown.</summary>
    public static async Task<string> BytesAsync(this HttpClient viewer, string page)
    {
        using var got = await viewer.GetAsync(page, TestContext.Current.CancellationToken);
        var document = await got.ParseAsync();
        foreach (var seal in document.QuerySelectorAll("input[name=form-seal]"))
        {
            seal.Remove();
        }

        var headers = got.Headers.Concat(got.Content.Headers).Where(h => h.Key is not ("Date" or "Set-Cookie" or "Content-Length")).OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join(',', h.Value)}");
        return $"\n{(int)got.StatusCode} {got.RequestMessage!.RequestUri!.PathAndQuery}\n{string.Join('\n', headers)}\n{document.DocumentElement.OuterHtml}";
    }

    public static string Words(this IElement? element) => element is null ? "" : string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
