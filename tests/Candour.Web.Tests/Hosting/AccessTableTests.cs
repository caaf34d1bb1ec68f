using System.Net;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Candour.Web.Tests.Hosting;

/// <summary>Who gets what on every route, tried over HTTP as each of them. A route that is not in the table fails.</summary>
public sealed class AccessTableTests(DemoSite demo)
{
    private const string Here = "quillham";
    private const string Elsewhere = "lindenmouth";

    /// <summary>Who may open a route.</summary>
    public enum Door
    {
        Everybody,
        SignedIn,
        ManagerOrAdministrator,

        /// <summary>Of the organisation's own policy: there is no such page for another's people.</summary>
        OfOrganisation,
        Administrator,
        Auditor,

        /// <summary>Information governance, which keeps what there is.</summary>
        Keeper,

        /// <summary>Theirs too, of something that is not theirs.</summary>
        KeeperHidden,

        /// <summary>Of a case, or a register, that none of those who try may see: for each of them there is no such page.</summary>
        Hidden,
    }

    // Each route, who may open it, and an address of it; {person} and {entry} are of the organisation in which everybody but the attacker is.
    private static readonly Dictionary<string, (Door Door, string Address)> Table = new()
    {
        [""] = (Door.Everybody, "/"),
        ["Index"] = (Door.Everybody, "/Index"),
        ["Organisation"] = (Door.Everybody, "/organisation"),
        ["Check"] = (Door.Everybody, "/check"),
        ["Privacy"] = (Door.Everybody, "/privacy"),
        ["Cookies"] = (Door.Everybody, "/cookies"),
        ["Accessibility"] = (Door.Everybody, "/accessibility"),
        ["sign-in"] = (Door.Everybody, "/sign-in"),
        ["sign-in/second"] = (Door.Everybody, "/sign-in/second"),
        ["sign-in/recovery"] = (Door.Everybody, "/sign-in/recovery"),
        ["sign-in/directory/{organisation}"] = (Door.Everybody, "/sign-in/directory/quillham"),
        ["/sign-in/directory/{organisation}/ended"] = (Door.Everybody, "/sign-in/directory/quillham/ended"),
        ["sign-in/refused/{why}"] = (Door.Everybody, "/sign-in/refused/workforce"),
        ["sign-out"] = (Door.Everybody, "/sign-out"),
        ["enrol"] = (Door.Everybody, "/enrol"),
        ["enrol/account"] = (Door.Everybody, "/enrol/account"),
        ["enrol/second"] = (Door.Everybody, "/enrol/second"),
        ["first-run"] = (Door.Everybody, "/first-run"),
        ["be"] = (Door.Everybody, "/be"),
        ["account"] = (Door.SignedIn, "/account"),
        ["account/organisation"] = (Door.SignedIn, "/account/organisation"),
        ["account/password"] = (Door.SignedIn, "/account/password"),
        ["account/authenticator"] = (Door.SignedIn, "/account/authenticator"),
        ["account/passkeys"] = (Door.SignedIn, "/account/passkeys"),
        ["account/recovery-codes"] = (Door.SignedIn, "/account/recovery-codes"),
        ["account/deputy"] = (Door.SignedIn, "/account/deputy"),
        ["account/request"] = (Door.SignedIn, "/account/request"),
        ["requests/{reference}"] = (Door.Hidden, "/requests/{case}"),
        ["requests/{reference}/answer"] = (Door.Hidden, "/requests/{case}/answer"),
        ["requests/{reference}/{group}"] = (Door.Hidden, "/requests/{case}/person"),
        ["account/export"] = (Door.SignedIn, "/account/export"),
        ["happened"] = (Door.Everybody, "/happened"),
        ["happened/{policy}/{procedure}"] = (Door.Everybody, "/happened/lpt/abuse-image"),
        ["happened/{policy}/{procedure}/open"] = (Door.OfOrganisation, "/happened/lpt/suspected-recording/open"),
        ["work/{list?}"] = (Door.SignedIn, "/work"),
        ["cases/{reference}"] = (Door.Hidden, "/cases/{case}"),
        ["cases/{reference}/steps/{step}"] = (Door.Hidden, "/cases/{case}/steps/openly"),
        ["cases/{reference}/story"] = (Door.Hidden, "/cases/{case}/story"),
        ["cases/{reference}/people"] = (Door.Hidden, "/cases/{case}/people"),
        ["cases/{reference}/close"] = (Door.Hidden, "/cases/{case}/close"),
        ["cases/{reference}/look"] = (Door.Hidden, "/cases/{case}/look"),
        ["cases/{reference}/evidence"] = (Door.Hidden, "/cases/{case}/evidence"),
        ["cases/{reference}/files/{file}"] = (Door.Hidden, "/cases/{case}/files/K7QX-3MPD"),
        ["cases/{reference}/export"] = (Door.Hidden, "/cases/{case}/export"),
        ["cases/{reference}/letters/{id}"] = (Door.Hidden, "/cases/{case}/letters/a"),
        ["registers"] = (Door.SignedIn, "/registers"),
        ["registers/{policy}/{register}"] = (Door.Hidden, "/registers/lpt/nothing"),
        ["registers/{policy}/{register}/{line}"] = (Door.Hidden, "/registers/lpt/nothing/K7QX-3MPD"),
        ["access"] = (Door.SignedIn, "/access"),
        ["review"] = (Door.ManagerOrAdministrator, "/review"),
        ["people"] = (Door.Administrator, "/people"),
        ["people/add"] = (Door.Administrator, "/people/add"),
        ["people/import"] = (Door.Administrator, "/people/import"),
        ["people/{reference}"] = (Door.Administrator, "/people/{person}"),
        ["settings"] = (Door.Administrator, "/settings"),
        ["keeping"] = (Door.Keeper, "/keeping"),
        ["keeping/hold"] = (Door.Keeper, "/keeping/hold"),
        ["keeping/certificates"] = (Door.Keeper, "/keeping/certificates"),
        ["keeping/certificates/{reference}"] = (Door.KeeperHidden, "/keeping/certificates/K7QX-3MPD"),
        ["keeping/holds/{hold}"] = (Door.KeeperHidden, "/keeping/holds/K7QX-3MPD"),
        ["keeping/matters/{reference}"] = (Door.KeeperHidden, "/keeping/matters/{case}"),
        ["ledger"] = (Door.Auditor, "/ledger"),
        ["ledger/{id:guid}"] = (Door.Auditor, "/ledger/{entry}"),
        ["ledger/checkpoint"] = (Door.Auditor, "/ledger/checkpoint"),
    };

    // Open to everybody since before anybody could sign in: checking, asking, reading.
    private static readonly string[] PublicPrefixes = ["ask", "Ask", "guidance", "Guidance", "policies", "Policies", "error", "Error", "api", "/api", "openapi", "/openapi", "health", "/health"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Viewers => new()
    {
        { "nobody", "" }, { "staff", "Temporary and agency workers" }, { "manager", "Nurse in charge or unit manager" }, { "administrator", "Administrator of Candour" }, { "auditor", "Auditor" },
        { "security", "Security (LSMS)" }, { "information-governance", "Head of Data Privacy" }, { "attacker", "Administrator of Candour" }, { "attacking-auditor", "Auditor" },
    };

    [Fact]
    public void Routes_AreAllInTheTable()
    {
        var routes = demo.Site.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText ?? "").Distinct();

        var unknown = routes.Where(r => !Table.ContainsKey(r) && !PublicPrefixes.Any(p => r == p || r.StartsWith(p + "/", StringComparison.Ordinal))).Order(StringComparer.Ordinal);

        Assert.Empty(unknown);
    }

    [Theory]
    [MemberData(nameof(Viewers))]
    public async Task EachRoute_GivesEachViewer_WhatTheTableSays(string viewer, string role)
    {
        var (person, entry, name) = await HereAsync();
        var hidden = await HiddenAsync();
        using var client = viewer is "nobody" ? demo.Site.Client(followRedirects: false)
            : viewer is "staff" ? await demo.BeAsync(Here, "Beech ward", followRedirects: false, without: "Nurse")
            : await demo.BeAsync(viewer.StartsWith("attack", StringComparison.Ordinal) ? Elsewhere : Here, role, followRedirects: false);
        foreach (var (route, (door, address)) in Table)
        {
            var of = address.Replace("{person}", person, StringComparison.Ordinal).Replace("{entry}", entry, StringComparison.Ordinal).Replace("{case}", hidden, StringComparison.Ordinal);
            using var got = await client.GetAsync(of, Cancel);
            var text = await got.Content.ReadAsStringAsync(Cancel);
            Assert.True(Expected(viewer, door, route, got), $"{viewer} GET {of}: {(int)got.StatusCode} {got.Headers.Location}");
            if (viewer.StartsWith("attack", StringComparison.Ordinal) && route is not "be")
            {
                Assert.DoesNotContain(name, text, StringComparison.Ordinal);
                Assert.DoesNotContain(person, text, StringComparison.Ordinal);
            }

            if (door is not Door.Everybody)
            {
                Assert.True(got.Headers.CacheControl?.NoStore is true || got.StatusCode is HttpStatusCode.Redirect, $"{viewer} GET {of} may be stored");
                // Without the form's seal nothing is done, whoever asks; who may not be here is told so first.
                using var sent = await client.PostAsync(of, new FormUrlEncodedContent([new("why", "forged")]), Cancel);
                Assert.True(sent.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Redirect or HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{viewer} POST {of}: {(int)sent.StatusCode}");
                Assert.True(sent.StatusCode is not HttpStatusCode.Redirect || sent.Headers.Location!.ToString().Contains("/sign-in", StringComparison.Ordinal), $"{viewer} POST {of}: {sent.Headers.Location}");
            }
        }
    }

    [Fact]
    public async Task Writing_ToAPersonOfAnotherOrganisation_IsNotFound_AndDoesNothing()
    {
        var (person, _, _) = await HereAsync();
        using var attacker = await demo.BeAsync(Elsewhere, "Administrator of Candour");
        var page = await attacker.PageAsync("/people/add"); // a good seal of the attacker's own
        var seal = page.QuerySelector("main input[name=form-seal]")!.GetAttribute("value")!;
        var before = await CountAsync();
        foreach (var handler in new[] { "invite", "grant", "withdraw", "manager", "deputy", "place", "leave" })
        {
            using var answer = await attacker.PostAsync($"/people/{person}?handler={handler}", new FormUrlEncodedContent([new("form-seal", seal), new("role", "candour/administrator"), new("from", "2026-12-01"), new("until", "2027-12-01"), new("other", "L101"), new("place", "Elsewhere"), new("actor", "employee"), new("grant", person), new("why", "a test wants it so")]), Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.Equal(before, await CountAsync());
    }

    private async Task<int> CountAsync()
    {
        await using var db = demo.Site.Services.GetRequiredService<Store>().Read(Scope.OfSystem(Here, "tests"));
        return await db.Entries.CountAsync(Cancel);
    }

    private static bool Expected(string viewer, Door door, string route, HttpResponseMessage got)
    {
        var toSignIn = got.StatusCode is HttpStatusCode.Redirect && got.Headers.Location!.ToString().Contains("/sign-in", StringComparison.Ordinal);
        if (door is Door.Everybody)
        {
            // A step of the way in that nobody has come to leads back to its beginning; a first run is over, or a demonstration's; nobody's directory is set, and only directories send to the last.
            return route switch { "sign-in/directory/{organisation}" => got.StatusCode is HttpStatusCode.NotFound, "/sign-in/directory/{organisation}/ended" => got.StatusCode is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound, "first-run" => got.StatusCode is HttpStatusCode.NotFound, "Check" => got.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect, _ => got.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect };
        }

        if (viewer is "nobody")
        {
            return toSignIn;
        }

        if (door is Door.Hidden or Door.OfOrganisation)
        {
            return got.StatusCode == (door is Door.Hidden || viewer.StartsWith("attack", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK);
        }

        var may = door switch
        {
            Door.Administrator => viewer is "administrator" or "attacker",
            Door.Auditor => viewer is "auditor" or "attacking-auditor",
            Door.Keeper or Door.KeeperHidden => viewer is "information-governance",
            Door.ManagerOrAdministrator => viewer is "administrator" or "attacker" or "manager" or "security" or "information-governance" || got.StatusCode is HttpStatusCode.Forbidden,
            _ => true,
        };
        // An address of another organisation's is no address at all.
        return !may ? got.StatusCode is HttpStatusCode.Forbidden
            : door is Door.KeeperHidden ? got.StatusCode is HttpStatusCode.NotFound
            : viewer.StartsWith("attack", StringComparison.Ordinal) && route.Contains('{', StringComparison.Ordinal) && !route.Contains("?}", StringComparison.Ordinal) ? got.StatusCode is HttpStatusCode.NotFound
            : got.StatusCode is HttpStatusCode.OK || (door is Door.ManagerOrAdministrator && got.StatusCode is HttpStatusCode.Forbidden && viewer is not ("administrator" or "attacker" or "manager"));
    }

    // A case that only whoever opened it sees.
    private async Task<string> HiddenAsync()
    {
        var services = demo.Site.Services;
        await using var db = services.GetRequiredService<Store>().Read(Scope.OfSystem(Here, "tests"));
        var reporter = await db.People.SingleAsync(p => p.Name == "Tobias Jackdawson", Cancel);
        var rulebook = services.GetRequiredService<Candour.Web.Checking.CheckDesk>().Find("lpt")!;
        var opened = await services.GetRequiredService<OpenCase>().RunAsync(Scope.Of(Here, reporter.Reference), new() { Rulebook = rulebook, Procedure = "consultation-recorded-openly", Text = "A consultation is recorded.", ManagerImplicated = null }, Cancel);
        return opened.Value!.Matter.Text;
    }

    private async Task<(string Person, string Entry, string Name)> HereAsync()
    {
        await using var db = demo.Site.Services.GetRequiredService<Store>().Read(Scope.OfSystem(Here, "tests"));
        var person = await db.People.OrderBy(p => p.StaffNumber).FirstAsync(Cancel);
        string[] deeds = [.. Deeds.Shown.Keys];
        var entry = await db.Entries.Where(e => deeds.Contains(e.What)).OrderBy(e => e.At).Select(e => e.Id).FirstAsync(Cancel);
        return (person.Reference.Text, entry.ToString(), person.Name);
    }
}
