using System.Net;
using Candour.Governance.Background;
using Candour.Governance.Storage;
using Candour.Governance.Tests;

namespace Candour.Web.Tests.Hosting;

/// <summary>Two processes of <c>candour serve</c> on one PostgreSQL, with an account that may not change tables.</summary>
public sealed class TwoNodesTests
{
    [Fact]
    public async Task Nodes_OnOneDatabase_ShareSessionsAndOutliveOneAnother()
    {
        Assert.SkipUnless(Cluster.IsInstalled || Cluster.IsRequired, Cluster.Missing);
        var cancel = TestContext.Current.CancellationToken;
        var cluster = (await TestContext.Current.GetFixture<Cluster>())!;
        var name = $"n{Guid.NewGuid():N}";
        await cluster.RunAsync($"CREATE DATABASE {name}");
        await cluster.RunAsync($"CREATE ROLE {name} LOGIN");
        var owner = $"{await cluster.StartAsync()};Database={name}";
        using (var store = Store.Open("", owner))
        {
            await store.MigrateAsync(cancel);
            await BackgroundWork.MigrateAsync(store, cancel);
            await store.GrantAsync(name, cancel);
        }

        var keys = Directory.CreateTempSubdirectory("candour-keys-");
        var environment = new Dictionary<string, string> { ["Candour__Connection"] = owner.Replace("Username=postgres", $"Username={name}", StringComparison.Ordinal) };
        await using var first = await Serving.StartAsync(environment, "--demo", "--keys", keys.FullName);
        await using var second = await Serving.StartAsync(environment, "--demo", "--keys", keys.FullName);
        var cookies = new CookieContainer();
        using var onFirst = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = first.Address };
        var page = await onFirst.PageAsync("/be");
        var form = page.QuerySelector("main form")!;
        form.Id = "chosen";
        using (var chosen = await onFirst.SubmitAsync(page, "#chosen", ("person", form.QuerySelector("button")!.GetAttribute("value")!)))
        {
            Assert.True((int)chosen.StatusCode < 400);
        }

        // The same cookies at the other node: another port, as a proxy would do it.
        var there = new CookieContainer();
        foreach (Cookie cookie in cookies.GetCookies(first.Address))
        {
            there.Add(new Cookie(cookie.Name, cookie.Value, "/", second.Address.Host));
        }

        using var onSecond = new HttpClient(new HttpClientHandler { CookieContainer = there }) { BaseAddress = second.Address };
        Assert.Contains("an invented person", (await onSecond.PageAsync("/policies")).QuerySelector(".app-demo").Words(), StringComparison.Ordinal);

        // A form that the first has sealed is taken by the second.
        await first.KillAsync();
        var again = await onSecond.PageAsync("/be");
        again.QuerySelector("main form")!.Id = "chosen";
        using (var chosen = await onSecond.SubmitAsync(again, "#chosen", ("person", again.QuerySelector("#chosen button")!.GetAttribute("value")!)))
        {
            Assert.True((int)chosen.StatusCode < 400);
        }

        using var ready = await onSecond.GetAsync("/health/ready", cancel);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(0, await second.StopAsync());
        await cluster.RunAsync($"DROP DATABASE {name} WITH (FORCE)");
        await cluster.RunAsync($"DROP ROLE {name}");
        keys.Delete(recursive: true);
    }

    [Fact]
    public async Task Node_OnADatabaseOfAnotherVersion_SaysWhatToRun()
    {
        Assert.SkipUnless(Cluster.IsInstalled || Cluster.IsRequired, Cluster.Missing);
        var cluster = (await TestContext.Current.GetFixture<Cluster>())!;
        var name = $"n{Guid.NewGuid():N}";
        await cluster.RunAsync($"CREATE DATABASE {name}");
        await cluster.RunAsync($"CREATE ROLE {name} LOGIN");
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [Serving.Program, "serve", "--urls", "http://127.0.0.1:0"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["Candour__Connection"] = $"{await cluster.StartAsync()};Database={name}".Replace("Username=postgres", $"Username={name}", StringComparison.Ordinal);
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, process.ExitCode);
        Assert.Contains("candour admin migrate", error, StringComparison.Ordinal);
        await output;
        await cluster.RunAsync($"DROP DATABASE {name} WITH (FORCE)");
        await cluster.RunAsync($"DROP ROLE {name}");
    }

    [Fact]
    public async Task Stop_WhenAsked_NumbersAndSignsAndEndsWell()
    {
        var folder = Directory.CreateTempSubdirectory("candour-stop-");
        var (data, keys) = (Path.Combine(folder.FullName, "data"), Path.Combine(folder.FullName, "keys"));
        await using var serving = await Serving.StartAsync("--demo", "--data", data, "--keys", keys);

        Assert.Equal(0, await serving.StopAsync());

        using var store = Store.Open(data);
        Assert.Equal(TimeSpan.Zero, await new Candour.Governance.Ledger.Sequencer(store, TimeProvider.System).LagAsync(TestContext.Current.CancellationToken));
        Assert.NotEmpty(Directory.GetFiles(keys, "*.checkpoint"));
        Assert.True(File.Exists(Path.Combine(keys, "sealing.pfx")));
        await using var db = store.Read(Scope.OfInstallation("tests"));
        Assert.All(db.SealingKeys.ToList(), k => Assert.DoesNotContain("<value>", k.Xml, StringComparison.Ordinal)); // none in the clear
        Assert.NotEmpty(db.SealingKeys.ToList());
        folder.Delete(recursive: true);
    }
}
